/** The elements of HTML that a reader of wire copy must tell apart (HTML, WHATWG, section 4). All others are transparent. */

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '))

export const HEADINGS = names('h1 h2 h3 h4 h5 h6')

/** They begin and end a paragraph. */
export const BLOCKS = names(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre listing xmp plaintext search section summary table caption tbody thead tfoot tr td th ul',
)

/** Not the story, whatever they hold. `noscript` holds what a page without programs shows instead: seldom text. */
export const UNREAD = names(
  'script style template iframe object embed applet noscript noframes noembed frameset button select datalist textarea input option optgroup output progress meter canvas audio video map title head base meta link svg',
)

/** They take their text from another page. */
export const EMBEDS = names('iframe object embed video audio')

export const STRUCK = names('s strike del')

export const LISTS = ['ul', 'ol', 'menu', 'dir'] as const

export const PREFORMATTED = names('pre listing xmp plaintext')
