/** What each finding tells. `part` is the part it is about; `earlier` one that was read before it. */
export interface FindingDetails {
  /** Records of different lengths. */
  LENGTHS_DIFFER: {
    readonly part: string
    readonly shortest: number
    readonly median: number
    readonly longest: number
  }
  /** Letters other than A, C, G, T. `share`: of all letters. */
  LETTERS_UNKNOWN: { readonly part: string; readonly records: number; readonly letters: number; readonly share: number }
  /** Records without any base. */
  RECORDS_UNKNOWN: { readonly part: string; readonly records: number }
  /** Labels that are not there. */
  LABELS_MISSING: { readonly part: string; readonly task?: string; readonly records: number }
  /** All records of one class. */
  CLASS_SINGLE: { readonly part: string; readonly task?: string; readonly label: string; readonly records: number }
  /** A class of less than a tenth of the records. */
  CLASS_RARE: {
    readonly part: string
    readonly task?: string
    readonly label: string
    readonly records: number
    readonly share: number
  }
  /** A class that an earlier part has. */
  CLASS_ABSENT: { readonly part: string; readonly earlier: string; readonly task?: string; readonly label: string }
  /**
   * The share of G and C alone tells a class from the rest: its area under the ROC curve is at most 0.3 or at least 0.7,
   * of at least 20 records of the class and 20 others.
   */
  GC_SEPARATES: {
    readonly part: string
    readonly task?: string
    readonly label: string
    readonly auroc: number
  }
  /** The length alone does. */
  LENGTH_SEPARATES: {
    readonly part: string
    readonly task?: string
    readonly label: string
    readonly auroc: number
  }
  /** Equal records. `sequences`: different ones that come more than once. */
  SEQUENCES_REPEATED: {
    readonly part: string
    readonly records: number
    readonly sequences: number
    readonly example?: string
  }
  /** Records that are the reverse complement of another. */
  REVERSE_COMPLEMENTS: { readonly part: string; readonly records: number }
  /** Equal records (on either strand) with different labels. */
  LABELS_CONFLICT: { readonly part: string; readonly records: number; readonly sequences: number }
  IDS_REPEATED: { readonly part: string; readonly records: number; readonly example?: string }
  /** Records of `part` that are in `earlier` too, on either strand. `share`: of the records of `part`. */
  PARTS_SHARE_SEQUENCES: {
    readonly part: string
    readonly earlier: string
    readonly records: number
    readonly reverseComplements: number
    readonly conflicting: number
    readonly share: number
    readonly example?: string
  }
  PARTS_SHARE_IDS: { readonly part: string; readonly earlier: string; readonly records: number }
  /** Records of `part` that overlap a record of `earlier`, or lie at most their own length away from one. */
  PARTS_NEIGHBOUR: {
    readonly part: string
    readonly earlier: string
    readonly overlapping: number
    readonly adjacent: number
    readonly share: number
  }
  /** Records of `part` that share many words with a record of `earlier`. */
  PARTS_SIMILAR: { readonly part: string; readonly earlier: string; readonly records: number; readonly share: number }
}

export type FindingCode = keyof FindingDetails

/** `warning`: a result could mislead, or training would fail. `info`: good to know. */
export type FindingSeverity = 'info' | 'warning'

/** Something that a person should know about the data before training. Plain JSON. */
export type FindingOf<C extends FindingCode> = {
  readonly [K in C]: { readonly code: K; readonly severity: FindingSeverity; readonly details: FindingDetails[K] }
}[C]

export type Finding = FindingOf<FindingCode>

export const FINDING_SEVERITIES: Readonly<Record<FindingCode, FindingSeverity>> = {
  LENGTHS_DIFFER: 'info',
  LETTERS_UNKNOWN: 'info',
  RECORDS_UNKNOWN: 'warning',
  LABELS_MISSING: 'info',
  CLASS_SINGLE: 'warning',
  CLASS_RARE: 'info',
  CLASS_ABSENT: 'warning',
  GC_SEPARATES: 'warning',
  LENGTH_SEPARATES: 'warning',
  SEQUENCES_REPEATED: 'info',
  REVERSE_COMPLEMENTS: 'info',
  LABELS_CONFLICT: 'warning',
  IDS_REPEATED: 'info',
  PARTS_SHARE_SEQUENCES: 'warning',
  PARTS_SHARE_IDS: 'info',
  PARTS_NEIGHBOUR: 'warning',
  PARTS_SIMILAR: 'warning',
}

export function finding<C extends FindingCode>(code: C, details: FindingDetails[C]): FindingOf<C> {
  return { code, severity: FINDING_SEVERITIES[code], details }
}

/** A text for each finding: what was found, and what training does about it or a person can do. */
export type FindingTexts = { readonly [C in FindingCode]: (details: FindingDetails[C]) => string }
