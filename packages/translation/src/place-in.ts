import { baseLanguage } from '@depesche/article/model'

/** German, French, Italian, English, Spanish: where the world's news is written from, and is not called the same everywhere. */
const WORLD = `
Ankara|Ankara|Ankara|Ankara|Ankara
Antwerpen|Anvers|Anversa|Antwerp|Amberes
Athen|Athènes|Atene|Athens|Atenas
Bagdad|Bagdad|Baghdad|Baghdad|Bagdad
Barcelona|Barcelone|Barcellona|Barcelona|Barcelona
Belgrad|Belgrade|Belgrado|Belgrade|Belgrado
Berlin|Berlin|Berlino|Berlin|Berlín
Bogota|Bogota|Bogotà|Bogota|Bogotá
Brüssel|Bruxelles|Bruxelles|Brussels|Bruselas
Bukarest|Bucarest|Bucarest|Bucharest|Bucarest
Damaskus|Damas|Damasco|Damascus|Damasco
Den Haag|La Haye|L'Aia|The Hague|La Haya
Dresden|Dresde|Dresda|Dresden|Dresde
Dschidda|Jeddah|Gedda|Jeddah|Yeda
Edinburgh|Edimbourg|Edimburgo|Edinburgh|Edimburgo
Florenz|Florence|Firenze|Florence|Florencia
Frankfurt|Francfort|Francoforte|Frankfurt|Fráncfort
Gaza|Gaza|Gaza|Gaza|Gaza
Hamburg|Hambourg|Amburgo|Hamburg|Hamburgo
Havanna|La Havane|L'Avana|Havana|La Habana
Jerusalem|Jérusalem|Gerusalemme|Jerusalem|Jerusalén
Kairo|Le Caire|Il Cairo|Cairo|El Cairo
Kapstadt|Le Cap|Città del Capo|Cape Town|Ciudad del Cabo
Kiew|Kiev|Kiev|Kyiv|Kiev
Köln|Cologne|Colonia|Cologne|Colonia
Kopenhagen|Copenhague|Copenaghen|Copenhagen|Copenhague
Lissabon|Lisbonne|Lisbona|Lisbon|Lisboa
London|Londres|Londra|London|Londres
Luxemburg|Luxembourg|Lussemburgo|Luxembourg|Luxemburgo
Lyon|Lyon|Lione|Lyon|Lyon
Madrid|Madrid|Madrid|Madrid|Madrid
Mailand|Milan|Milano|Milan|Milán
Marseille|Marseille|Marsiglia|Marseille|Marsella
Mexiko-Stadt|Mexico|Città del Messico|Mexico City|Ciudad de México
Moskau|Moscou|Mosca|Moscow|Moscú
München|Munich|Monaco di Baviera|Munich|Múnich
Neapel|Naples|Napoli|Naples|Nápoles
Neu-Delhi|New Delhi|Nuova Delhi|New Delhi|Nueva Delhi
New York|New York|New York|New York|Nueva York
Nizza|Nice|Nizza|Nice|Niza
Nürnberg|Nuremberg|Norimberga|Nuremberg|Núremberg
Paris|Paris|Parigi|Paris|París
Peking|Pékin|Pechino|Beijing|Pekín
Prag|Prague|Praga|Prague|Praga
Riad|Ryad|Riad|Riyadh|Riad
Rom|Rome|Roma|Rome|Roma
Saloniki|Thessalonique|Salonicco|Thessaloniki|Salónica
Sarajevo|Sarajevo|Sarajevo|Sarajevo|Sarajevo
Seoul|Séoul|Seul|Seoul|Seúl
Shanghai|Shanghai|Shanghai|Shanghai|Shanghái
Singapur|Singapour|Singapore|Singapore|Singapur
Skopje|Skopje|Skopje|Skopje|Skopie
Stockholm|Stockholm|Stoccolma|Stockholm|Estocolmo
Strassburg|Strasbourg|Strasburgo|Strasbourg|Estrasburgo
Stuttgart|Stuttgart|Stoccarda|Stuttgart|Stuttgart
Sydney|Sydney|Sydney|Sydney|Sídney
Teheran|Téhéran|Teheran|Tehran|Teherán
Tel Aviv|Tel-Aviv|Tel Aviv|Tel Aviv|Tel Aviv
Tiflis|Tbilissi|Tbilisi|Tbilisi|Tiflis
Tokio|Tokyo|Tokyo|Tokyo|Tokio
Tripolis|Tripoli|Tripoli|Tripoli|Trípoli
Turin|Turin|Torino|Turin|Turín
Vatikanstadt|Cité du Vatican|Città del Vaticano|Vatican City|Ciudad del Vaticano
Venedig|Venise|Venezia|Venice|Venecia
Warschau|Varsovie|Varsavia|Warsaw|Varsovia
Washington|Washington|Washington|Washington|Washington
Wien|Vienne|Vienna|Vienna|Viena
Zagreb|Zagreb|Zagabria|Zagreb|Zagreb
`
const COLUMNS = ['de', 'fr', 'it', 'en', 'es'] as const

/** A place by its names in several languages. */
export type PlaceNames = Readonly<Partial<Record<string, readonly string[]>>>

const world = (): readonly PlaceNames[] =>
  WORLD.trim()
    .split('\n')
    .map((line) => Object.fromEntries(line.split('|').map((name, at) => [COLUMNS[at]!, [name]])))

/**
 * The name of a dateline's place in another language, where it is known to have one; else as it stands. `more`: places beyond the world's
 * capitals and the like, looked up first. A name in capitals stays in capitals.
 */
export function placeIn(place: string, from: string, to: string, more: readonly PlaceNames[] = []): string {
  const [source, target] = [baseLanguage(from), baseLanguage(to)]
  const sought = folded(place)
  const found = [...more, ...world()].find((names) => names[source]?.some((name) => folded(name) === sought))
  const name = found?.[target]?.[0]
  if (name === undefined) return place
  return place === place.toUpperCase() ? name.toUpperCase() : name
}

const folded = (name: string) => name.toLowerCase().replaceAll('ß', 'ss').replaceAll('’', "'").trim()

/** What an agency is called by its readers. */
const AGENCIES: readonly PlaceNames[] = [
  { de: ['SDA'], fr: ['ATS'], it: ['ATS'] },
  { de: ['Keystone-SDA'], fr: ['Keystone-ATS'], it: ['Keystone-ATS'] },
]

/** A credit line (`SDA/DPA`) in another language: each agency by the name that it has there. */
export const creditLineIn = (credit: string, from: string, to: string): string =>
  credit
    .split('/')
    .map((part) => {
      const found = AGENCIES.find((names) => names[baseLanguage(from)]?.includes(part))
      return found?.[baseLanguage(to)]?.[0] ?? part
    })
    .join('/')
