import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Texts } from './texts/index.js'

/** The options that every command takes, as commander gives them. */
export interface GlobalOptions {
  readonly json?: boolean
  readonly quiet?: boolean
  readonly lang?: string
  readonly threads?: number
  readonly seed?: number
  readonly engine: 'wasm' | 'reference'
}

export function addGlobalOptions(program: Command, texts: Texts): void {
  const { help, usage } = texts
  program
    .option('--json', help.json)
    .option('--quiet', help.quiet)
    .addOption(new Option('--lang <ko|en>', help.lang).argParser(oneOfParser(['ko', 'en'], usage)))
    .addOption(new Option('--threads <N>', help.threads).argParser(wholeNumberParser(1, usage)))
    .addOption(new Option('--seed <N>', help.seed).argParser(wholeNumberParser(0, usage)))
    .addOption(
      new Option('--engine <wasm|reference>', help.engine)
        .default('wasm')
        .argParser(oneOfParser(['wasm', 'reference'], usage)),
    )
}

/** Reads a whole number from `least` to `most`, 2^53 - 1 where it is not given. */
export function wholeNumberParser(least: number, usage: Texts['usage'], most?: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least || number > (most ?? number))
      throw new InvalidArgumentError(usage.wholeNumber(least, most))
    return number
  }
}

/** Reads a number between two bounds, both excluded. */
export function numberParser(low: number, high: number, usage: Texts['usage']): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (value.trim() === '' || !(number > low && number < high))
      throw new InvalidArgumentError(usage.numberBetween(low, high))
    return number
  }
}

/** Reads one of a few names. */
export function oneOfParser<const Name extends string>(
  names: readonly Name[],
  usage: Texts['usage'],
): (value: string) => Name {
  return (value) => {
    const found = names.find((name) => name === value)
    if (found === undefined) throw new InvalidArgumentError(usage.oneOf(names.join(', ')))
    return found
  }
}
