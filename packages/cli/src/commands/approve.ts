import type { ArticleWhole } from '@depesche/api/article-whole'
import { isArticleId } from '@depesche/article/model'
import type { Mark } from '@depesche/pipeline/ledger/mark'
import type { Command } from 'commander'
import { approveAll } from '../approve-all.ts'
import { type DecidingOptions, deciding, decidingOptions, type Task, unknownArticle } from '../deciding.ts'
import type { DeskSide } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { reasonOf } from '../reason.ts'
import { safe } from '../terminal/style.ts'

interface Options extends DecidingOptions {
  readonly all?: true
  readonly desk?: string
  readonly since?: string
}

/** `depesche approve`, `depesche reject`: what a person has read may go, or not. */
export function addApprove(program: Command): void {
  decidingOptions(
    program
      .command('approve')
      .description('let an article go that its source withholds or a Note holds; with languages, those translations')
      .argument('[id]', 'our id of an article')
      .argument('[language...]', 'translations that a person has read, as they stand now')
      .option('--all', 'every article of a desk that is withheld or in doubt (never a test, nor what is held, stopped or killed)')
      .option('--desk <name>', 'with --all: the desk')
      .option('--since <time>', 'with --all: since a day, a time or so long ago (30m, 12h, 7d)'),
  ).action(approve)
  decidingOptions(
    program
      .command('reject')
      .description('take a translation off, and everything before it: it comes again with better words')
      .argument('<id>', 'our id of an article')
      .argument('<language>', 'the translation, as it stands now')
      .option('--reason <text>', 'why, for the journal'),
  ).action((id: string, language: string, options: DecidingOptions & { readonly reason?: string }) => {
    const reason = options.reason === undefined ? {} : { reason: reasonOf(options.reason) }
    return deciding(options, async (desk) => {
      const { mark, words } = wordsIn(await articleOf(desk, id), language)
      return [{ id, title: `reject ${words}`, deed: { kind: 'reject', language, mark, ...reason } }]
    })
  })
}

async function approve(id: string | undefined, languages: readonly string[], options: Options): Promise<void> {
  if (options.all) {
    if (id === undefined) return approveAll(options)
    throw new Fault('--all takes no id', '"depesche approve ID" for one article, --all --desk NAME --since TIME for many', 2)
  }
  if (id === undefined) throw new Fault('approve what?', '"depesche approve ID [LANGUAGE…]", or --all --desk NAME --since TIME', 2)
  if ((options.desk ?? options.since) !== undefined) throw new Fault('--desk and --since go with --all', 'leave them out', 2)
  const tasks = async (desk: DeskSide): Promise<readonly Task[]> => {
    if (languages.length === 0) return [{ id, title: 'approve', deed: { kind: 'approve' } }]
    const story = await articleOf(desk, id)
    return [...new Set(languages)].map((language) => {
      const { mark, words } = wordsIn(story, language)
      return { id, title: `approve ${words}`, deed: { kind: 'approve-language', language, mark } }
    })
  }
  return deciding(options, tasks)
}

async function articleOf(desk: DeskSide, id: string): Promise<ArticleWhole> {
  return (isArticleId(id) ? await desk.article(id) : undefined) ?? unknownArticle(id)
}

/** The words that stand in a language: the person has read these, and decides about no later ones. */
function wordsIn({ survey }: ArticleWhole, language: string): { readonly mark: Mark; readonly words: string } {
  const out = survey.languages.find((each) => each.language === language)?.out
  if (out === undefined) {
    const there = survey.languages.filter((each) => each.out).map((each) => each.language)
    throw new Fault(
      `${survey.id} has no words in "${safe(language)}"`,
      there.length > 0 ? `it has: ${there.join(', ')}` : 'it has none yet',
      2,
    )
  }
  const by = out.provenance ? `${out.provenance.label}, ${out.grade}` : "the source's own"
  return { mark: { version: out.version, edition: out.edition }, words: `${language} (version ${out.version}, ${safe(by)})` }
}
