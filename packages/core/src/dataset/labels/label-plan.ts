import { HeliconError } from '../../core/errors.js'
import type { LabelKind } from '../check.js'
import { isMissingText, isNumberText } from '../formats/column-contents.js'
import type { LabelFacts } from '../stream.js'

/** The labels of some records as texts, by column, and where they stand. */
export interface LabelTexts {
  readonly columns: readonly (readonly string[])[]
  /** [n]: the line of each record. */
  readonly lines: Uint32Array
  readonly file: string
}

/** Labels as a `Dataset` has them. */
export interface LabelNumbers {
  /** [n, outputs], row-major. */
  readonly labels?: Float32Array
  /** [n, outputs]: 0 where a label is missing. */
  readonly weights?: Float32Array
}

/** How the labels of a file become numbers. */
export interface LabelPlan {
  readonly facts: LabelFacts
  readonly taskNames: readonly string[]
  readonly weightColumns?: number
  /** @throws HeliconError naming the line of a label that does not fit */
  numbers(texts: LabelTexts): LabelNumbers
}

/** Records without labels. */
export const NO_LABELS: LabelPlan = { facts: { kind: 'none' }, taskNames: [], numbers: () => ({}) }

/** All records of one class. */
export function constantPlan(label: 0 | 1): LabelPlan {
  return {
    facts: { kind: 'binary' },
    taskNames: ['label'],
    numbers: ({ lines }) => ({ labels: new Float32Array(lines.length).fill(label) }),
  }
}

/** The classes of one column. */
export interface ClassNames {
  readonly title: string
  /** In the order of their numbers; undefined where only one of two is known. */
  readonly names: readonly string[] | undefined
  /** The number of the class of each text. */
  readonly numbers: ReadonlyMap<string, number>
  /** What stands for a class whose name is not in the data. */
  readonly allowNumbers: boolean
}

/** One column of classes: 0 and 1 where it is `binary`, one-hot with a column a class where it is `categorical`. */
export function classPlan(classes: ClassNames, kind: 'binary' | 'categorical'): LabelPlan {
  const { names, title } = classes
  const width = kind === 'binary' ? 1 : (names?.length ?? 0)
  const facts = { kind, ...(names !== undefined && { classes: names }) }
  const taskNames = kind === 'binary' ? [title] : (names ?? [])
  const numbers = ({ columns, lines, file }: LabelTexts): LabelNumbers => {
    const texts = columns[0] ?? []
    const labels = new Float32Array(texts.length * width)
    texts.forEach((text, row) => {
      const number = classOf(classes, text)
      if (number === undefined) throw unknownClass(classes, { file, line: lines[row] ?? 0, column: title, found: text })
      if (width === 1) labels[row] = number
      else labels[row * width + number] = 1
    })
    return { labels }
  }
  return { facts, taskNames, numbers }
}

function classOf(classes: ClassNames, text: string): number | undefined {
  const known = classes.numbers.get(text)
  if (known !== undefined || !isNumberText(text)) return known
  const number = Number(text)
  const byValue = classes.numbers.get(String(number))
  const isClass =
    classes.allowNumbers && Number.isInteger(number) && number >= 0 && number < (classes.names?.length ?? 0)
  return byValue ?? (isClass ? number : undefined)
}

function unknownClass(
  classes: ClassNames,
  place: { readonly file: string; readonly line: number; readonly column: string; readonly found: string },
): HeliconError {
  const { found } = place
  if (isMissingText(found)) return new HeliconError('LABEL_MISSING', { ...place, count: 1 })
  return new HeliconError('LABEL_UNKNOWN', { ...place, found: found.slice(0, 80), classes: shownClasses(classes) })
}

function shownClasses({ names, numbers }: ClassNames): string[] {
  const all = names ?? [...numbers.keys()]
  return all.length > 20 ? [...all.slice(0, 20), '...'] : [...all]
}

/** Columns of numbers, as they are. */
export interface NumberColumnsPlan {
  readonly kind: LabelKind
  readonly titles: readonly string[]
  /** Whether some labels are missing; they get label 0 and weight 0. */
  readonly hasMissing: boolean
}

export function numberPlan({ kind, titles, hasMissing }: NumberColumnsPlan): LabelPlan {
  const width = titles.length
  const isOneHot = kind === 'categorical' && width > 1
  const numbers = ({ columns, lines, file }: LabelTexts): LabelNumbers => {
    const labels = new Float32Array(lines.length * width)
    const weights = hasMissing ? new Float32Array(labels.length).fill(1) : undefined
    columns.forEach((texts, column) => {
      for (let row = 0; row < lines.length; row++) {
        const found = texts[row] ?? ''
        const value = isNumberText(found) ? Math.fround(Number(found)) : Number.NaN
        if (Number.isFinite(value)) labels[row * width + column] = value
        else if (weights !== undefined && isMissingText(found)) weights[row * width + column] = 0
        else {
          const place = { file, line: lines[row] ?? 0, column: titles[column] ?? '', found: found.slice(0, 80) }
          if (isMissingText(found)) throw new HeliconError('LABEL_MISSING', { ...place, count: 1 })
          throw new HeliconError('LABEL_NOT_NUMBER', { ...place, several: width > 1 })
        }
      }
    })
    return { labels, ...(weights !== undefined && { weights }) }
  }
  return {
    facts: { kind, ...(isOneHot && { classes: titles }) },
    taskNames: titles,
    ...(hasMissing && { weightColumns: width }),
    numbers,
  }
}
