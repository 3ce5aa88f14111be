import type { ByteSource } from '@helicon/core'
import { fileSource } from '@helicon/core/node'
import type { Context } from '../context.js'
import { openSource } from '../data/open-source.js'
import type { OpenedSource } from '../data/opened-source.js'
import type { SourceSpec } from '../data/source-spec.js'
import { type SpooledInput, spoolStandardInput } from '../data/standard-input.js'

/** Opens sources for the commands that look at data; standard input is taken in whole first, and given back by `close`. */
export interface RecordSources {
  open(spec: SourceSpec): Promise<OpenedSource>
  close(): Promise<void>
}

export function recordSources({ terminal, interrupts }: Pick<Context, 'terminal' | 'interrupts'>): RecordSources {
  const { signal } = interrupts
  let spooled: SpooledInput | undefined
  const spool = () =>
    spoolStandardInput(terminal.texts, {
      signal,
      onProgress: ({ done }) => terminal.progress(terminal.texts.source.spooling((done / 1e6).toFixed(0))),
    })
  return {
    async open(spec) {
      if (inputsOf(spec).includes('-')) spooled ??= await spool()
      const input = (path: string): ByteSource => (path === '-' && spooled !== undefined ? spooled : fileSource(path))
      return openSource(spec, { input, signal })
    },
    close: async () => spooled?.close(),
  }
}

/** Every file and folder that a source is read from. */
export function inputsOf({ paths, negatives, targets, genome }: SourceSpec): string[] {
  const others =
    negatives === undefined ? [] : negatives.method === 'files' ? negatives.paths : (negatives.exclude ?? [])
  return [...paths, ...others, ...(targets ? [targets.path] : []), ...(genome ? [genome.path] : [])]
}
