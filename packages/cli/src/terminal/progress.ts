import { cut, paint } from './style.ts'

/**
 * Lines that scroll above one that is redrawn. On a terminal the last line is a bar; elsewhere (a log, a pipe) progress
 * comes as a plain line each quarter of the way.
 */
export interface Progress {
  /** a line that stays */
  readonly line: (text: string) => void
  /** how far it is, 0 to 1, and what is being done */
  readonly update: (share: number, text: string) => void
  /** takes the bar away */
  readonly done: () => void
}

const BAR = 24

export function startProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  return stream.isTTY ? bar(stream) : plainLines(stream)
}

function bar(stream: NodeJS.WriteStream): Progress {
  let shown = ''
  const clear = () => shown !== '' && stream.write('\r\u001b[2K')
  return {
    line: (text) => {
      clear()
      stream.write(`${text}\n${shown}`)
    },
    update: (share, text) => {
      const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR)
      clear()
      // a line that wraps could not be taken away again
      const room = Math.max(0, (stream.columns ?? 80) - BAR - 2)
      shown = `${paint('green', '█'.repeat(filled))}${paint('dim', '░'.repeat(BAR - filled))} ${cut(text, room)}`
      stream.write(shown)
    },
    done: () => {
      clear()
      shown = ''
    },
  }
}

function plainLines(stream: NodeJS.WriteStream): Progress {
  let quarter = -1
  return {
    line: (text) => stream.write(`${text}\n`),
    update: (share, text) => {
      const now = Math.floor(share * 4)
      if (now === quarter) return
      quarter = now
      stream.write(`${text}\n`)
    },
    done: () => {
      quarter = -1
    },
  }
}
