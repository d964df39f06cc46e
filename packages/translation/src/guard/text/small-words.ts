import type { Known } from './language.ts'

/** Small words of each language, without accents. A word of several languages stands in each list. */
const WORDS: Readonly<Record<Known, string>> = {
  de: 'da je in an die war hat es des so los der das dem und ist nicht mit von fur auf eine einen einem einer sich auch werden aus dass sie nach wird bei zum zur vom sind wie aber als noch uber gegen wurde wurden hatte haben worden wegen sowie oder seit keine sein ihre seine wir sei mehr nur vor durch unter weil zu viel ihrer ihren ihrem seinen seiner einige alle dieser diese dieses wenn was wo man kann konnen soll sollen mussen muss will wollen habe haben am im ins damit davon darauf jetzt schon',
  fr: 'a y va entre nos sein but de la le en que se un on son par si no les des et est pas une dans aux qui pour sur avec elle ses leur ont ete selon mais ou cette ces etait sont apres avant ainsi leurs etre nous deux fait du au il je vous plus par ce encore trop tres cela comme sans donc chez sous jusqu quand tous toutes leurs lors dont fut ceux celui celle aussi deja',
  it: 'a all su sei qui solo uno durante la le in un una con per da al se no me il gli dei della delle degli del nel nella nelle che e di da si sono ha hanno alla alle dal dalla anche piu stato stata suo sua loro questo questa dopo prima tra fra dai sul sulla dello ieri oggi secondo contro essere ai ed perche nelle negli molto ancora senza quando tutti tutte cui quale quella quello suoi loro nei dagli fino gia uno ogni sempre cosi meglio solo molte molti finche saranno sara vanno va nelle',
  en: 'e am in a an no so on me he has the of and to is was were that for with on at by from as are his her their has have had but which who this they been will would said after its about into it not be during while from so than then there these those what when where whom we he she doing being its out over more all because',
  es: 'a e solo uno tres va les la un una de en que se con por al no si me el los las del y en es con para que se su sus mas fue ha han como pero este esta entre segun desde tambien sobre durante son hasta por una muy cuando todos todas quien sin hay tras donde porque vecinos ya nos otro otra hacia',
}

const owners = new Map<string, Known[]>()
for (const [language, words] of Object.entries(WORDS) as [Known, string][])
  for (const word of new Set(words.split(' '))) owners.set(word, [...(owners.get(word) ?? []), language])

/** The language whose small word this is, if it is no other's. */
export function smallWordOf(word: string): Known | undefined {
  const languages = owners.get(word)
  return languages?.length === 1 ? languages[0] : undefined
}

export interface Votes {
  /** words that are this language's alone */
  readonly own: number
  /** a word of several languages counts a part for each */
  readonly shared: number
}

/** How much the words speak for each language. */
export function votesOf(words: readonly string[]): ReadonlyMap<Known, Votes> {
  const votes = new Map<Known, Votes>()
  for (const word of words) {
    const languages = owners.get(word) ?? []
    for (const language of languages) {
      const { own, shared } = votes.get(language) ?? { own: 0, shared: 0 }
      votes.set(language, { own: own + (languages.length === 1 ? 1 : 0), shared: shared + 1 / languages.length })
    }
  }
  return votes
}
