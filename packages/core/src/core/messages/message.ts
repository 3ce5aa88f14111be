/** What went wrong, in the terms of a process' exit code: see `EXIT_CODES`. */
export type ErrorKind = 'failed' | 'usage' | 'data' | 'missing' | 'io' | 'locked'

/** The values a message is made of: file, line, byte, what was found and what was expected. */
export type Details = Readonly<Record<string, unknown>>

/** One error in both languages. `D` names the details that its text needs. */
export interface Message<D extends Details = never> {
  readonly kind: ErrorKind
  readonly en: (details: D) => string
  readonly ko: (details: D) => string
}

/** Declares one message; keeps the type of its details. */
export function message<D extends Details>(kind: ErrorKind, en: (d: D) => string, ko: (d: D) => string): Message<D> {
  return { kind, en, ko }
}

/** Process exit code of each kind (BSD sysexits where there is one). */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  failed: 1,
  usage: 2,
  data: 65,
  missing: 66,
  io: 74,
  locked: 75,
}
