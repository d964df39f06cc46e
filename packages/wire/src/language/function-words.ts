/**
 * The small words that carry a sentence, per language of the Swiss wire and its neighbours. Names and places have none, so a
 * text of names alone proves nothing.
 */
const WORDS = {
  de: 'der die das den dem des und ist nicht mit von für auf ein eine einen einem einer sich auch es an werden aus er hat dass sie nach wird bei im zum zur am ins vom war sind wie aber als noch über gegen wurde wurden hatte haben worden wegen laut sowie oder seit keine',
  fr: 'le les des et est pas une du dans au aux qui que pour ce sur plus par avec il elle ne son sa ses leur ont été a été selon mais ou cette ces était sont entre après avant contre ainsi leurs où être nous deux fait',
  it: 'il lo la i gli in dei della delle degli del nel nella nelle che è un una per con non di da si sono ha hanno alla alle al dal dalla come anche più stato stata suo sua loro questo questa dopo prima tra fra ma ed ai dai sul sulla sui dello ieri oggi secondo contro essere',
  en: 'the of and to in is was were that for with on at by from as be are it his her their has have had not but which who this they been will would said an after its about into',
  es: 'el los las del y en es una un por con para que se no al lo su sus más fue han ha como pero este esta entre según desde también sobre durante contra está son hasta',
  // only words that Italian does not have: a short Italian text must not come out as Romansh
  rm: 'ils las ina ed cun dals quai betg tar sco dapi onn onns han vegn vegnir vegnan vegnida ussa sut era pli nus ins sin er dumengia glindesdi mesemna tranter suenter tut ad cunter duai duain sto ston datti ses chantun vischnanca regenza la el ella in',
} as const satisfies Readonly<Record<string, string>>

type Known = keyof typeof WORDS

const weights: ReadonlyMap<string, ReadonlyMap<Known, number>> = weigh()

/** A word of several languages counts a part for each. */
function weigh(): ReadonlyMap<string, ReadonlyMap<Known, number>> {
  const owners = new Map<string, Set<Known>>()
  for (const [language, words] of Object.entries(WORDS) as [Known, string][])
    for (const word of words.split(' ')) owners.set(word, (owners.get(word) ?? new Set()).add(language))
  return new Map([...owners].map(([word, languages]) => [word, new Map([...languages].map((language) => [language, 1 / languages.size]))]))
}

type Votes = readonly (readonly [language: string, count: number])[]

/** How many of the words speak for each language, most first; a word of two languages counts half for each. */
export function votes(words: readonly string[]): Votes {
  return tally(words, () => true)
}

/** The same, counting only words that one language has: two languages in one text show here. */
export function clearVotes(words: readonly string[]): Votes {
  return tally(words, (weight) => weight === 1)
}

function tally(words: readonly string[], counts: (weight: number) => boolean): Votes {
  const sums = new Map<Known, number>()
  for (const word of words)
    for (const [language, weight] of weights.get(word.toLowerCase()) ?? [])
      if (counts(weight)) sums.set(language, (sums.get(language) ?? 0) + weight)
  return [...sums].sort((a, b) => b[1] - a[1])
}
