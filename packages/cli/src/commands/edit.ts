import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isArticleId, plain } from '@depesche/article/model'
import { editDeeds, type Passages, tooLong } from '@depesche/pipeline/passages'
import type { Command } from 'commander'
import { type DecidingOptions, deciding, decidingOptions, unknownArticle } from '../deciding.ts'
import { type DeskSide, openDesk } from '../desk-side.ts'
import { editedIn, editText } from '../edit-text.ts'
import { Fault } from '../fault.ts'
import { safe } from '../terminal/style.ts'

interface Options extends DecidingOptions {
  readonly from?: string
  readonly print?: true
}

/** `depesche edit`: a person changes a translation, passage by passage. */
export function addEdit(program: Command): void {
  decidingOptions(
    program
      .command('edit')
      .description('change a translation in your editor (VISUAL, EDITOR); it goes out as you have written it, and later versions keep it')
      .argument('<id>', 'our id of an article')
      .argument('<language>', 'the translation, as it stands now')
      .option('--print', 'print what the editor would show, and do nothing: change it, then --from')
      .option('--from <file>', 'take the changed text from a file instead of the editor ("-": standard input)'),
  ).action(edit)
}

async function edit(id: string, language: string, options: Options): Promise<void> {
  const stands = await standing(options, id, language)
  const text = editText(id, language, stands)
  if (options.print) return console.log(text)
  const written = editedIn(options.from === undefined ? inEditor(text) : given(options.from), stands)
  if (typeof written === 'string') throw new Fault(written, 'nothing was changed: leave the lines that begin with "==" as they are', 2)
  const deeds = editDeeds(language, stands, written)
  if (deeds.length === 0) return console.log('nothing was changed')
  const long = tooLong(deeds)
  if (long !== undefined)
    throw new Fault(`passage ${long + 1} is too long to be edited`, 'split the paragraph in the source, and put it anew', 2)
  // one after the other: each makes the edition that the next one is about
  for (const deed of deeds) {
    const changed = deed.passages.length === 1 ? 'a passage' : `${deed.passages.length} passages`
    await deciding(options, async () => [{ id, deed, title: `edit ${language}: ${changed}` }])
  }
}

async function standing(options: Options, id: string, language: string): Promise<Passages> {
  const desk: DeskSide = openDesk(options)
  try {
    if (!isArticleId(id) || (await desk.article(id)) === undefined) unknownArticle(id)
    const stands = await desk.passages(id, language)
    if (stands === undefined || stands.passages.every(({ target }) => plain(target) === ''))
      throw new Fault(`${id} has no translation into "${safe(language)}"`, `"depesche status ${id}" shows its languages`, 2)
    return stands
  } finally {
    await desk.close()
  }
}

function given(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Fault(`${safe(file)} cannot be read: ${(error as NodeJS.ErrnoException).code}`, 'name another file with --from', 2)
  }
}

/** The text as the person leaves it. Throws `Fault` when there is no editor, or it fails: nothing is changed then. */
function inEditor(text: string): string {
  const editor = process.env.VISUAL || process.env.EDITOR
  if (!editor) throw new Fault('no editor is known', 'set EDITOR (export EDITOR=nano), or use --print and --from FILE', 2)
  const folder = mkdtempSync(join(tmpdir(), 'depesche-edit-'))
  try {
    const file = join(folder, 'translation.txt')
    writeFileSync(file, text, { mode: 0o600 })
    const { status, error } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' })
    if (error || status !== 0) throw new Fault(`the editor ended with ${error?.message ?? status}`, 'nothing was changed: see EDITOR')
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
