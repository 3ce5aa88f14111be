import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

export const SPLIT_METHODS = ['random', 'stratified', 'chromosome', 'similarity'] as const
export type SplitMethod = (typeof SPLIT_METHODS)[number]

/** The options of `helicon data split` that say how records are dealt, as commander gives them. */
export interface SplitChoices {
  readonly validation?: number
  readonly test?: number
  readonly method?: SplitMethod
  readonly validationChromosomes?: readonly string[]
  readonly testChromosomes?: readonly string[]
  readonly folds?: number
}

/** Parts of given shares or chromosomes, or folds of like size. */
export type SplitPlan = PartsPlan | FoldsPlan

export interface PartsPlan {
  readonly kind: 'parts'
  /** undefined: by what the labels are. */
  readonly method: SplitMethod | undefined
  readonly validation?: number
  readonly test?: number
  readonly chromosomes?: { readonly validation?: readonly string[]; readonly test?: readonly string[] }
}

export interface FoldsPlan {
  readonly kind: 'folds'
  readonly method: SplitMethod | undefined
  readonly folds: number
}

/** Of each of the two parts where nothing is said. */
const USUAL_SHARE = 0.1

/** @throws UsageError where options exclude each other */
export function splitPlan(choices: SplitChoices, texts: Texts): SplitPlan {
  const { validation, test, method, validationChromosomes, testChromosomes, folds } = choices
  const { split: words } = texts.dataCommands
  const parts = {
    '--validation': validation,
    '--test': test,
    '--validation-chromosomes': validationChromosomes,
    '--test-chromosomes': testChromosomes,
  }
  const given = Object.entries(parts).flatMap(([option, value]) => (value === undefined ? [] : [option]))
  if (folds !== undefined) {
    const [first] = given
    if (first !== undefined) throw new UsageError(words.foldsAlone(first))
    return { kind: 'folds', method, folds }
  }
  requireOneWay('validation', choices, texts)
  requireOneWay('test', choices, texts)
  if (validationChromosomes === undefined && testChromosomes === undefined) {
    const shares = given.length === 0 ? { validation: USUAL_SHARE, test: USUAL_SHARE } : shareOf(choices)
    if ((shares.validation ?? 0) + (shares.test ?? 0) >= 1) throw new UsageError(words.nothingLeft)
    return { kind: 'parts', method, ...shares }
  }
  if (method !== undefined && method !== 'chromosome')
    throw new UsageError(words.chromosomesAlone(given.find((option) => option.includes('chromosomes')) ?? '', method))
  return {
    kind: 'parts',
    method: 'chromosome',
    ...shareOf(choices),
    chromosomes: {
      ...(validationChromosomes && { validation: validationChromosomes }),
      ...(testChromosomes && { test: testChromosomes }),
    },
  }
}

function shareOf({ validation, test }: SplitChoices): { readonly validation?: number; readonly test?: number } {
  return { ...(validation !== undefined && { validation }), ...(test !== undefined && { test }) }
}

/** A part is a share of the records, or the records of some chromosomes. */
function requireOneWay(part: 'validation' | 'test', choices: SplitChoices, texts: Texts): void {
  if (choices[part] !== undefined && choices[`${part}Chromosomes`] !== undefined)
    throw new UsageError(texts.source.oneOf(`--${part}, --${part}-chromosomes`))
}
