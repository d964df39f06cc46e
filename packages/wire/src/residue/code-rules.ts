import type { ResidueRule } from './rule.ts'

/** Bits of HTML, CSS and scripts. They have no language; the near misses are story lines with the same signs. */
export const codeRules: readonly ResidueRule[] = [
  {
    name: 'residue-attribute',
    reason: 'A piece of the web page’s HTML (an attribute).',
    where: 'line',
    longest: 400,
    matches:
      /^[<\W]{0,4}(?:class|id|style|href|src|alt|data-[\w-]+|aria-[\w-]+|role|target|rel|width|height)\s?=\s?["'”“″„«][^"'”“″„»]*["'”“″»]?\s*\/?\s*>?(?:\s*<\/?\w+>)?$/i,
    fires: { '*': 'class=”sc-1a2b3c-0 kLmNoP”>' },
    nearMiss: {
      en: 'Class = “first” was painted on the carriage when it left the workshop in 1921.',
      de: 'Id = "nicht bekannt" stand auf dem Formular der Gemeinde.',
    },
  },
  {
    name: 'residue-tag',
    reason: 'A piece of the web page’s HTML (a tag).',
    where: 'line',
    longest: 1000,
    matches: /^<\/?(?:[a-z][a-z0-9-]{0,30})(?:\s[^<>]*)?\/?>(?:\s*<\/?[a-z][^<>]*>)*$/i,
    fires: { '*': '<div class="article-body" data-id="42">' },
    nearMiss: {
      en: '<The mayor> was the only name on the envelope, police said.',
      de: 'Der Wert lag bei <5 Mikrogramm und damit unter dem Grenzwert.',
    },
  },
  {
    name: 'residue-css',
    reason: 'A piece of the web page’s style sheet.',
    where: 'line',
    longest: 1000,
    matches:
      /^(?:[.#@*:]?[\w-][\w\s.#:>~,()"'=*[\]-]{0,200}\{(?:[^{}]*[:;][^{}]*)?\}?|\}|[a-z-]{3,30}:\s?[\w#%.,() !'"-]{1,80};\s*\}?|\/\*[^*]{0,200}\*\/)$/,
    fires: { '*': '.teaser__title { color: #333; margin: 0 auto; }' },
    nearMiss: {
      en: 'The council agreed on three points: roads, schools; the rest was postponed.',
      de: 'Resultate: Thun schlug Wohlen, Aarau verlor gegen Chiasso.',
      fr: 'le bilan: deux blessés, un wagon détruit et une ligne fermée;',
    },
  },
  {
    name: 'residue-script',
    reason: 'A piece of the web page’s script.',
    where: 'line',
    longest: 1000,
    matches:
      /^(?=[^\n]*[;{}()])(?:\(?function\s?\w{0,40}\(|(?:var|let|const)\s[\w$]{1,40}\s?=|(?:window|document|googletag|dataLayer|jQuery|gtag|_paq|\$)[.([]|if\s?\(\s?(?:typeof|window|!?document)|\}\)?\(?\);?|import\s\{|<!--|-->|\/\/<!\[CDATA\[|\{"@context")/,
    fires: { '*': 'window.dataLayer = window.dataLayer || []; gtag("event", "view");' },
    nearMiss: {
      en: 'Window cleaners (all from Basel) walked out on Tuesday; talks are to go on.',
      fr: 'Document (signé par le maire) à l’appui, elle a répondu; le Conseil se prononcera.',
    },
  },
  {
    name: 'residue-shortcode',
    reason: 'A command of a publishing system.',
    where: 'line',
    longest: 400,
    matches:
      /^\[\/?(?:caption|gallery|embed|video|audio|image|img|ad|newsletter|related|poll|widget|shortcode)\b[^\]]{0,300}\](?:.{0,80}\[\/\w+\])?$/i,
    fires: { '*': '[gallery ids="101,102,103"]' },
    nearMiss: {
      en: '[Image rights] are not part of the deal, the club said.',
      de: '[Video] nannte er das neue Stück, das am Freitag Premiere hat.',
    },
  },
]
