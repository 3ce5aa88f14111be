import type { ByteSource } from '@helicon/core'
import { fileSource } from '@helicon/core/node'
import type { Context } from '../context.js'
import { openSource } from './open-source.js'
import type { OpenedSource } from './opened-source.js'
import type { SourceSpec } from './source-spec.js'
import { type SpooledInput, spoolStandardInput } from './standard-input.js'

/** Opens sources for the commands that look at data; standard input is taken in whole first, and given back by `close`. */
export interface RecordSources {
  open(spec: SourceSpec): Promise<OpenedSource>
  /** The bytes at the paths of a source: those of files, and of standard input for `-`. */
  input(spec: SourceSpec): Promise<(path: string) => ByteSource>
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
  const inputOf = async (spec: SourceSpec) => {
    if (inputsOf(spec).includes('-')) spooled ??= await spool()
    return (path: string): ByteSource => (path === '-' && spooled !== undefined ? spooled : fileSource(path))
  }
  return {
    open: async (spec) => openSource(spec, { input: await inputOf(spec), signal }),
    input: inputOf,
    close: async () => spooled?.close(),
  }
}

/** Every file and folder that a source is read from. */
export function inputsOf({ paths, negatives, targets, genome }: SourceSpec): string[] {
  const others =
    negatives === undefined ? [] : negatives.method === 'files' ? negatives.paths : (negatives.exclude ?? [])
  return [...paths, ...others, ...(targets ? [targets.path] : []), ...(genome ? [genome.path] : [])]
}
