import type { Known } from './language.ts'
import { type Stems, stemsOf } from './stems.ts'

interface Negations {
  /** words that deny a sentence */
  readonly clear: ReadonlySet<string>
  /** two words that together deny nothing: `nicht nur` */
  readonly harmless: ReadonlySet<string>
  /** words that deny in another way; they answer a denial on the other side */
  readonly soft: Stems
  /** words soon after which a denial is half a denial: `nicht selten`, `n'hésitez pas`, `not always` */
  readonly mild: Stems
}

function negations(clear: string, harmless: string, soft: string, mild: string): Negations {
  return { clear: new Set(clear.split(' ')), harmless: new Set(harmless.split(', ')), soft: stemsOf(soft), mild: stemsOf(mild) }
}

/** All without accents. */
export const NEGATIONS: Readonly<Record<Known, Negations>> = {
  de: negations(
    'nicht nichts kein keine keinen keinem keiner keines niemand niemanden niemandem niemals nie weder nirgends',
    'nicht nur, nicht einmal, nicht bloss, nicht allein, nicht zuletzt, nicht weniger, nicht umsonst, ob nicht, noch nie',
    'ohne$ nein$ nein- kaum$ fehl verzicht verweiger weiger ablehn lehn abgelehnt verhinder verbot verbiet verunmoglich gegen$ ausser$ statt$ anstatt anstelle trotz bestreit bestritt dement ausgeschlossen ausschliess ausblieb ausbleib mangel verpass scheiter gescheitert leer$ leere miss frei$ freien$ nur$ erst$ wenig selten schwer entfall entfiel abgesagt unklar ungul unmog unverl unab unbe unge ungew unwahr unzu unein unsich unsch unauf unbeka unbew unfa unert unaus ander anders inoff sonst$ schlecht anderenfalls andernfalls bloss$ unver unb unnot unr null$ torlos einzig lediglich fern$ vermeid vermied abgewiesen abwies weggefallen fallen$ aufgehoben wegfall verlor verlier stoppt gestoppt sperr gesperrt geschlossen offen$ offene bleib blieb keinesf keinesw leider pause verneint zuruckgewiesen vergeblich geheim versag verspat verschob verschieb fiel$ ausgefall spater$ weniger$ *los *lose *losen *loser *frei',
    'selten aus$ ausschliess ausgeschlossen alle$ alles$ immer$ standig unbedingt ganz$ zwingend einfach$ nur$ zuletzt$ dasselbe gleich zweif dubio schlecht unbedeut sofort gerade$ besonders sonderlich bare$ so$ viel$ wichtig egal zogern umhin',
  ),
  fr: negations(
    'pas jamais aucun aucune rien personne nullement',
    'pas seulement, pas uniquement, pas moins, pas que, pas mal, une personne, la personne, cette personne, chaque personne, par personne, que jamais, seule personne, premier pas, un pas, deux pas, faux pas, le pas, les pas, de pas',
    'ne$ n$ ni$ sans$ non$ non- refus rejet manqu echou echec impos improb insuf inutil inval incap inconn inacc inatt injust illeg irreg indispo inexist incert inchang intact indemn impuni evit emp interdi exclu renonc plutot$ contre$ faute$ peu$ peine$ absen depourvu nul$ nulle$ dement contest oppos prive prives seul$ seule$ seuls$ guere annul hors$ loin$ vierge libre$ toujours$ encore$ avant$ reste resta restent perdu perd suspend ferme deni nie$ nient$ sauf$ simple uniquement malgre abandon tard$ disparu impass inconnu mecon cess supprim fin$ vain$ secret defaut insecu instab trop$ report repouss renvoy tard$ ignor autrui moins$ retard sinon$ mal$ mauvais autre autrement',
    'hesit rare meme$ memes$ seul$ seulement toujours facil content tout$ tous$ toutes$ doute import forcement tellement tres$ trop$ mal$ mauvais exclu necessaire uniquement encore$ immediat aussi$ mieux$',
  ),
  it: negations(
    'non nessun nessuno nessuna mai niente nulla',
    'non solo, non soltanto, non meno, non appena, non solamente, se non, che mai, piu mai',
    'senza$ no$ ne$ rifiut manc impos improb insuf inutil inval incap inaccess ingiust illeg irreg indispon inesist incert invariat illes incolum evit imped viet esclu rinunc piuttosto$ contro$ poco$ privo$ priva$ privi$ assen nullo smenti contest respin boccia oppos annull oltre$ ancora$ solo$ sola$ soltanto$ neppure nemmeno neanche fall saltat saltar resta rest perd perso sospes chius nega negato negano malgrado nonostante prima$ sconosciut ignot abbandon dimentic libero$ liber cess soppress vano$ segret difett vuot insicu instab troppo$ tardi rinvi ritard ignor altr meno$ male$ ignar',
    'tutto$ tutti$ tutte$ solo$ soltanto esit raro$ rari$ rara$ stess dubbi import facil sempre$ molto$ troppo$ necessar esclu male$ subito$ cosi$ sicuro$',
  ),
  en: negations(
    'not never nobody none nothing neither cannot no t',
    'not only, not just, not least, not merely, no less, no fewer, no sooner, no doubt, than not, whether not',
    'without refus reject fail lack miss impos improb insuf inval incap injust inacc illeg irreg uncl unab unav unk unl unw unh unin unf unc unpr unt unal unn unm unch unex unre avoid prevent prohib ban$ bans$ banned$ barred exclud renounc rather$ against$ few$ little$ hardly barely rarely absen deny deni den oppos cancel free$ away$ unless except instead rule$ ruled$ ruling$ still$ yet$ only$ withhold withheld less$ declin los$ lost$ lose$ losing$ empty nor$ non$ before$ remain suspend clos shut despite scrap drop stop ceas secret vain$ forgot far$ out$ rid$ undecided unsolved insec unsaf unsta too$ might$ postpon later$ fewer$ under$ unaware unheard late$ delay otherwise else$ different bad$ badly poor$ just$ unoff lone$ exempt',
    'all$ always only$ just$ uncommon rare unlike necessarily hesitat important matter easy easily surpris every every$ doubt entirely quite$ very$ too$ yet$ immediate bad$ exclu so$ as$ single',
  ),
  es: negations(
    'no nunca jamas nadie nada tampoco ningun ninguno ninguna',
    'no solo, no solamente, no obstante, no menos, no bien, que nunca',
    'sin$ ni$ rechaz falt fall fracas neg nieg impos improb insuf inutil inval incap inacces injust ilegal irreg indispon inexist inciert ilesa ileso evit impid impedi prohib exclu renunci contra$ poco$ apenas carec ausen nulo anul salvo$ excepto aun$ solo$ opon opus desmint desment libre$ todavia$ antes$ sigue quedo perd suspend cerr desconoc abandon vano$ secret vac cese ces$ supri lejos inseg inestab demasiad aplaz posterg tarde$ ignor otros$ otras$ menos$ retras tarde$ otro$ otra$ mal$ ajen',
    'todo$ todos$ todas$ solo$ dud import raro$ mismo misma siempre$ facil necesari muy$ exclu descart tan$ inmediat mal$',
  ),
}
