import type { BaseNumbers, Strands } from '@helicon/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import type { Limit } from './limits.js'

/** The options of `helicon motif scan`, as commander gives them. */
export interface ScanOptions {
  readonly output: string
  readonly pvalue?: number
  readonly threshold?: number
  readonly relative?: number
  readonly best?: boolean
  readonly strand: Strands
  readonly background: Background
  readonly motif: readonly string[]
  readonly pseudocount: number
  readonly sequence?: string
  readonly bed?: boolean
}

export type Background = BaseNumbers | 'uniform' | 'from-sequences'

/** 0.8 for the four bases together, as TFBSTools has it. */
const PSEUDOCOUNT = 0.2
const P_VALUE = 1e-4

export function addScanOptions(command: Command, texts: Texts): Command {
  const { motifScan: words } = texts
  return command
    .option('-o, --output <file>', words.output, '-')
    .option('--pvalue <P>', words.pvalue, parser(words.shareExpected, share))
    .option('--threshold <score>', words.threshold, parser(words.numberExpected, finite))
    .option('--relative <share>', words.relative, parser(words.shareExpected, share))
    .option('--best', words.best)
    .addOption(
      new Option('--strand <strands>', words.strand).default('both').argParser(parser(words.strandExpected, strands)),
    )
    .addOption(
      new Option('--background <frequencies>', words.background)
        .default('uniform')
        .argParser(parser(words.backgroundExpected, background)),
    )
    .option('--motif <id>', words.motif, (id: string, before: readonly string[]) => [...before, id], [])
    .addOption(
      new Option('--pseudocount <number>', words.pseudocount)
        .default(PSEUDOCOUNT)
        .argParser(parser(words.pseudocountExpected, notNegative)),
    )
    .option('--sequence <letters>', words.sequence)
    .option('--bed', words.bed)
}

/** What makes a hit; undefined for the best window. Throws `UsageError` where several options say it. */
export function limitOf({ pvalue, threshold, relative, best }: ScanOptions, texts: Texts): Limit | undefined {
  const given = Object.entries({ pvalue, threshold, relative, best }).filter(([, value]) => value !== undefined)
  if (given.length > 1) throw new UsageError(texts.motifScan.oneLimit(given.map(([name]) => `--${name}`).join(', ')))
  if (best) return undefined
  if (threshold !== undefined) return { kind: 'score', atLeast: threshold }
  if (relative !== undefined) return { kind: 'relative', share: relative }
  return { kind: 'p-value', atMost: pvalue ?? P_VALUE }
}

/** Reads a value with `read`, which gives undefined for what it cannot read. */
export function parser<T>(expected: string, read: (value: string) => T | undefined): (value: string) => T {
  return (value) => {
    const found = read(value)
    if (found === undefined) throw new InvalidArgumentError(expected)
    return found
  }
}

/** A finite number. */
export function finite(value: string): number | undefined {
  const number = Number(value)
  return value.trim() === '' || !Number.isFinite(number) ? undefined : number
}

function share(value: string): number | undefined {
  const number = finite(value)
  return number !== undefined && number > 0 && number <= 1 ? number : undefined
}

/** A number, 0 or more. */
export function notNegative(value: string): number | undefined {
  const number = finite(value)
  return number !== undefined && number >= 0 ? number : undefined
}

function strands(value: string): Strands | undefined {
  return value === 'both' || value === '+' || value === '-' ? value : undefined
}

function background(value: string): Background | undefined {
  if (value === 'uniform' || value === 'from-sequences') return value
  return frequencies(value)
}

/** Four numbers above 0 with a sum of 1, between commas. */
export function frequencies(value: string): BaseNumbers | undefined {
  const four = fourNumbers(value)
  if (four === undefined) return undefined
  const isOne = Math.min(...four) > 0 && Math.abs(four[0] + four[1] + four[2] + four[3] - 1) <= 0.01
  return isOne ? four : undefined
}

/** Four finite numbers between commas. */
export function fourNumbers(value: string): BaseNumbers | undefined {
  const [a, c, g, t, ...more] = value.split(',').map(finite)
  if (a === undefined || c === undefined || g === undefined || t === undefined || more.length > 0) return undefined
  return [a, c, g, t]
}
