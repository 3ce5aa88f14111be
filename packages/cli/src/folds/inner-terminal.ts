import type { Terminal } from '../console/terminal.js'

/**
 * The terminal of one of several runs: it says nothing by itself, and its progress line comes after that of the whole.
 *
 * @param before what stands before the progress of the run, such as `fold 2/5`
 */
export function innerTerminal(terminal: Terminal, before: () => readonly string[]): Terminal {
  return {
    ...terminal,
    data: async () => undefined,
    say: () => undefined,
    warn: () => undefined,
    progress: (text) => {
      if (text === '') return
      terminal.progress([...before(), ...(typeof text === 'string' ? [text] : text)])
    },
  }
}
