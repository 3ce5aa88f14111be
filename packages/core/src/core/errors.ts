import { MESSAGES } from './messages/index.js'
import { type Details, type ErrorKind, EXIT_CODES, type Message } from './messages/message.js'

/** A stable error code, for example `DATA_TRUNCATED`. */
export type ErrorCode = keyof typeof MESSAGES

/** The details that the message of code `C` needs. */
export type ErrorDetails<C extends ErrorCode> = (typeof MESSAGES)[C] extends Message<infer D> ? D : never

/** Languages in which everything a person reads exists. */
export type Language = 'ko' | 'en'

/**
 * The one error class: a stable code, the details its text is made of (file, line or byte, what was found, what was
 * expected) and the text in English (`message`) or in another language (`text`).
 */
export class HeliconError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'HeliconError'
  readonly code: C
  readonly details: ErrorDetails<C>

  constructor(code: C, details: ErrorDetails<C>, options?: ErrorOptions) {
    super(errorText(code, details, 'en'), options)
    this.code = code
    this.details = details
  }

  get kind(): ErrorKind {
    return MESSAGES[this.code].kind
  }

  /** The exit code of a process that ends with this error. */
  get exitCode(): number {
    return EXIT_CODES[this.kind]
  }

  /** The message in the language asked for. */
  text(language: Language): string {
    return errorText(this.code, this.details, language)
  }
}

function errorText<C extends ErrorCode>(code: C, details: ErrorDetails<C>, language: Language): string {
  const entry: Message<Details> = MESSAGES[code] as unknown as Message<Details>
  return entry[language](details as Details)
}

/** Whether an unknown thrown value is a `HeliconError`, of code `code` when one is given. */
export function isHeliconError<C extends ErrorCode = ErrorCode>(error: unknown, code?: C): error is HeliconError<C> {
  return error instanceof HeliconError && (code === undefined || error.code === code)
}
