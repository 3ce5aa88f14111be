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
    .addOption(new Option('--lang <ko|en>', help.lang).argParser(nameParser(['ko', 'en'], texts)))
    .addOption(new Option('--threads <N>', help.threads).argParser(wholeNumberParser(1, usage)))
    .addOption(new Option('--seed <N>', help.seed).argParser(wholeNumberParser(0, usage)))
    .addOption(
      new Option('--engine <wasm|reference>', help.engine)
        .default('wasm')
        .argParser(nameParser(['wasm', 'reference'], texts)),
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

/** Reads one of the names given. */
export function nameParser(names: readonly string[], texts: Texts): (value: string) => string {
  return (value) => {
    if (!names.includes(value)) throw new InvalidArgumentError(texts.usage.oneOf(names.join(', ')))
    return value
  }
}
