import { HeliconError } from '../../core/errors.js'
import type { LabelKind } from '../check.js'
import { isNumberText } from '../formats/column-contents.js'
import { classPlan, type LabelPlan, numberPlan } from './label-plan.js'
import { type ColumnSurvey, type LabelSurvey, MOST_CLASSES, type WordCount } from './label-survey.js'
import { compareTexts, knownClass, meaningOfWord, orderTwoWords } from './label-words.js'

/** Whole numbers up to this many different ones may be classes or quantities; more are quantities. */
const FEW_NUMBERS = 20
/** Different labels that a message lists. */
const SHOWN = 10

/**
 * Decides what the labels of a file mean, by all of them. One column:
 * - 0 and 1 (or -1 and 1) are the classes of a binary label;
 * - two words too: 1 is the one known to be so (`positive`, `pos`, `+`, `true`, `yes`, `bound`, `peak`, `active`,
 *   against `negative`, `neg`, `-`, `false`, `no`, `unbound`, `control`, ...), or the one that the other denies
 *   (`enhancer`, `non-enhancer`), else the later in the alphabet;
 * - three words and more, at most 1,000, are classes in the order of the alphabet, one column each;
 * - numbers with a fraction, or more than 20 different whole ones, are quantities; fewer whole numbers are refused
 *   unless `kind` says what they are.
 *
 * Several columns: exactly one 1 in every row makes them the columns of classes, 0 and 1 in any other way several binary
 * labels, other numbers several quantities; a label that is missing gets label 0 and weight 0.
 *
 * @throws HeliconError `LABEL_MISSING`, `LABEL_SPELLINGS_DIFFER`, `LABEL_NUMBERS_AND_WORDS`, `LABEL_KIND_AMBIGUOUS`,
 *   `LABEL_KIND_IMPOSSIBLE`, `LABEL_SINGLE_WORD`, `LABEL_NOT_NUMBER`
 */
export function planLabels(survey: LabelSurvey, kind: LabelKind | undefined, file: string): LabelPlan {
  const [only, ...others] = survey.columns
  return only !== undefined && others.length === 0 ? planColumn(only, kind, file) : planColumns(survey, kind, file)
}

function planColumn(column: ColumnSurvey, kind: LabelKind | undefined, file: string): LabelPlan {
  const { missing, notNumber, title } = column
  if (missing !== undefined) throw new HeliconError('LABEL_MISSING', { ...missing, column: title, found: missing.text })
  if (kind === 'regression' && notNumber !== undefined) throw notANumber(column, notNumber, false)
  return column.isNumeric ? planNumbers(column, kind, file) : planWords(column, kind, file)
}

function planNumbers(column: ColumnSurvey, kind: LabelKind | undefined, file: string): LabelPlan {
  const { title } = column
  const plain = (of: LabelKind): LabelPlan => numberPlan({ kind: of, titles: [title], hasMissing: false })
  const values = distinctNumbers(column)
  const shown = values?.slice(0, SHOWN).map(String) ?? []
  if (kind === 'regression') return plain('regression')
  if (kind === 'categorical') {
    if (values === undefined)
      throw new HeliconError('LABEL_TOO_MANY_CLASSES', { file, line: 1, column: title, limit: MOST_CLASSES })
    if (values.length > 1) return classesOf(column, values.map(String), 'categorical')
    throw singleWord(column, file)
  }
  if (!column.hasOtherThanZeroOne) return plain('binary')
  const isSigned = values?.every((value) => value === -1 || value === 1) === true
  if (isSigned || (kind === 'binary' && values?.length === 2)) {
    const names = isSigned ? ['-1', '1'] : shown
    return classesOf(column, names, 'binary')
  }
  if (kind === 'binary')
    throw new HeliconError('LABEL_KIND_IMPOSSIBLE', { file, column: title, values: shown, more: !isAll(values) })
  if (column.hasFraction || values === undefined || values.length > FEW_NUMBERS) return plain('regression')
  throw new HeliconError('LABEL_KIND_AMBIGUOUS', { file, column: title, values: values.map(String) })
}

function isAll(values: readonly number[] | undefined): boolean {
  return values !== undefined && values.length <= SHOWN
}

function distinctNumbers(column: ColumnSurvey): number[] | undefined {
  if (column.words === undefined) return undefined
  return [...new Set([...column.words.keys()].map(Number))].sort((a, b) => a - b)
}

function planWords(column: ColumnSurvey, kind: LabelKind | undefined, file: string): LabelPlan {
  const words = [...(column.words?.values() ?? [])].sort((a, b) => compareTexts(a.word, b.word))
  requireOneSpelling(column, words, file)
  const names = words.map(({ word }) => word)
  const [one = '', other = ''] = names
  if (names.length === 1) {
    const number = knownClass(one)
    if (number === undefined || kind === 'categorical') throw singleWord(column, file)
    const numbers = new Map([[one, number]])
    return classPlan({ title: column.title, names: undefined, numbers, allowNumbers: false }, 'binary')
  }
  if (names.length === 2 && kind !== 'categorical') return classesOf(column, orderTwoWords(one, other), 'binary')
  if (kind !== 'binary') return classesOf(column, names, 'categorical')
  const more = names.length > SHOWN
  throw new HeliconError('LABEL_KIND_IMPOSSIBLE', { file, column: column.title, values: names.slice(0, SHOWN), more })
}

function classesOf(column: ColumnSurvey, names: readonly string[], kind: 'binary' | 'categorical'): LabelPlan {
  const numbers = new Map(names.map((name, number) => [name, number]))
  return classPlan({ title: column.title, names, numbers, allowNumbers: false }, kind)
}

/** Refuses words that look like one, and numbers among words. */
function requireOneSpelling(column: ColumnSurvey, words: readonly WordCount[], file: string): void {
  const details = (of: readonly WordCount[]) => ({ file, column: column.title, words: of.slice(0, SHOWN) })
  const groups = new Map<string, WordCount[]>()
  for (const each of words) {
    const meaning = meaningOfWord(each.word)
    groups.set(meaning, [...(groups.get(meaning) ?? []), each])
  }
  const same = [...groups.values()].filter((group) => group.length > 1)
  if (same.length > 0) throw new HeliconError('LABEL_SPELLINGS_DIFFER', details(same.flat()))
  if (words.some(({ word }) => isNumberText(word)))
    throw new HeliconError('LABEL_NUMBERS_AND_WORDS', details([...words].sort((a, b) => b.count - a.count)))
}

function planColumns(survey: LabelSurvey, kind: LabelKind | undefined, file: string): LabelPlan {
  const { columns, isOneHot } = survey
  for (const column of columns) if (column.notNumber !== undefined) throw notANumber(column, column.notNumber, true)
  const other = columns.find(({ hasOtherThanZeroOne }) => hasOtherThanZeroOne)
  if (other !== undefined && (kind === 'binary' || kind === 'categorical')) {
    const values = distinctNumbers(other)
    const shown = values?.slice(0, SHOWN).map(String) ?? []
    throw new HeliconError('LABEL_KIND_IMPOSSIBLE', { file, column: other.title, values: shown, more: !isAll(values) })
  }
  const found = other !== undefined ? 'regression' : isOneHot ? 'categorical' : 'binary'
  const hasMissing = columns.some(({ missing }) => missing !== undefined)
  return numberPlan({ kind: kind ?? found, titles: columns.map(({ title }) => title), hasMissing })
}

function notANumber(
  column: ColumnSurvey,
  found: { readonly file: string; readonly line: number; readonly text: string },
  several: boolean,
): HeliconError {
  const { file, line, text } = found
  return new HeliconError('LABEL_NOT_NUMBER', { file, line, column: column.title, found: text, several })
}

function singleWord(column: ColumnSurvey, file: string): HeliconError {
  const [found = ''] = column.words?.keys() ?? []
  return new HeliconError('LABEL_SINGLE_WORD', { file, column: column.title, found, count: column.count })
}
