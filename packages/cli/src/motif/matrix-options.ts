import { type BaseNumbers, UNIFORM_BACKGROUND } from '@helicon/core'
import { type Command, Option } from 'commander'
import type { Texts } from '../texts/index.js'
import { finite, fourNumbers, frequencies, parser } from './scan-options.js'

/** Adds `--pseudocount`: a number or four, 0 where it is not given. */
export function addPseudocount(command: Command, description: string, texts: Texts): Command {
  const read = parser(texts.motif.pseudocountExpected, pseudocount)
  return command.addOption(new Option('--pseudocount <number>', description).default(0).argParser(read))
}

/** Adds `--background`: uniform or four numbers. */
export function addBackground(command: Command, description: string, texts: Texts): Command {
  const read = parser(texts.motif.frequenciesExpected, (value) =>
    value === 'uniform' ? UNIFORM_BACKGROUND : frequencies(value),
  )
  return command.addOption(
    new Option('--background <frequencies>', description).default(UNIFORM_BACKGROUND).argParser(read),
  )
}

/** Adds `--motif`, which may be given again and again. */
export function addMotifChoice(command: Command, description: string): Command {
  return command.option('--motif <id>', description, (id: string, before: readonly string[]) => [...before, id], [])
}

/** A name of a list of names, refused with the names that there are. */
export function nameParser<N extends string>(names: readonly N[], texts: Texts): (value: string) => N {
  return parser(texts.usage.oneOf(names.join(', ')), (value) => names.find((name) => name === value))
}

function pseudocount(value: string): number | BaseNumbers | undefined {
  const found = value.includes(',') ? fourNumbers(value) : finite(value)
  if (found === undefined) return undefined
  return Math.min(...(typeof found === 'number' ? [found] : found)) >= 0 ? found : undefined
}
