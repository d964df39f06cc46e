import { baseLanguage } from '@depesche/article/model'

/**
 * The 75 codes of the service, https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html
 * No Romansh, no Swiss variants; `pt` is Brazilian, `no` is Bokmål.
 */
export const amazonLanguages: ReadonlySet<string> = new Set(
  (
    'af am ar az bg bn bs ca cs cy da de el en es es-MX et fa fa-AF fi fr fr-CA ga gu ha he hi hr ht hu hy id is it ja ka kk kn ko lt lv ' +
    'mk ml mn mr ms mt nl no pa pl ps pt pt-PT ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh zh-TW'
  ).split(' '),
)

const OTHER_NAMES: Readonly<Record<string, string>> = { nb: 'no', fil: 'tl', prs: 'fa-AF' }

/** The service's code for our tag, without the region where it does not know it: `de-CH` is `de`. `undefined`: not offered. */
export function amazonCode(tag: string): string | undefined {
  const base = baseLanguage(tag)
  return [tag, OTHER_NAMES[tag], base, OTHER_NAMES[base]].find((code) => code !== undefined && amazonLanguages.has(code))
}
