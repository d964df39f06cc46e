import type { Known } from './language.ts'

/** The small words of each language that none of the other four has, without accents. */
const WORDS: Readonly<Record<Known, string>> = {
  de: 'der das dem und ist nicht mit von fur auf eine einen einem einer sich auch werden aus dass sie nach wird bei zum zur vom sind wie aber als noch uber gegen wurde wurden hatte haben worden wegen sowie oder seit keine sein ihre seine wir sei mehr nur vor durch unter weil zu viel ihrer ihren ihrem seinen seiner einige alle dieser diese dieses wenn was wo man kann konnen soll sollen mussen muss will wollen habe haben am im ins damit davon darauf jetzt schon',
  fr: 'les des et est pas une dans aux qui pour sur avec elle ses leur ont ete selon mais ou cette ces etait sont apres avant ainsi leurs etre nous deux fait du au il je vous plus par ce encore trop tres cela comme sans donc chez sous jusqu quand tous toutes leurs lors dont fut ceux celui celle aussi deja',
  it: 'il gli dei della delle degli del nel nella nelle che e di da si sono ha hanno alla alle dal dalla anche piu stato stata suo sua loro questo questa dopo prima tra fra dai sul sulla dello ieri oggi secondo contro essere ai ed perche nelle negli molto ancora senza quando tutti tutte cui quale quella quello suoi loro nei dagli fino gia',
  en: 'the of and to is was were that for with on at by from as are his her their has have had but which who this they been will would said after its about into it not be during while from so than then there these those what when where whom we he she doing being its out over more all because',
  es: 'el los las del y en es con para que se su sus mas fue ha han como pero este esta entre segun desde tambien sobre durante son hasta por una muy cuando todos todas quien sin hay tras donde porque vecinos ya nos otro otra hacia',
}

const owners = new Map<string, Known[]>()
for (const [language, words] of Object.entries(WORDS) as [Known, string][])
  for (const word of words.split(' ')) owners.set(word, [...(owners.get(word) ?? []), language])

/** The language whose small word this is, if it is no other's. */
export function smallWordOf(word: string): Known | undefined {
  const languages = owners.get(word)
  return languages?.length === 1 ? languages[0] : undefined
}

/** How many of the words speak for each language. */
export function votesOf(words: readonly string[]): ReadonlyMap<Known, number> {
  const votes = new Map<Known, number>()
  for (const word of words) {
    const language = smallWordOf(word)
    if (language) votes.set(language, (votes.get(language) ?? 0) + 1)
  }
  return votes
}
