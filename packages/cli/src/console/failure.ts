import { HeliconError } from '@helicon/core'
import { UsageError } from '../usage-error.js'
import { Interruption } from './interrupt.js'
import type { Terminal } from './terminal.js'

/** Why a command ended without its result, for people and for programs. */
export interface Failure {
  /** A code of the list of errors, or USAGE, INTERRUPTED, SYSTEM, INTERNAL. */
  readonly code: string
  readonly message: string
  readonly exitCode: number
  /** File, line, byte, what was found and so on; by the code. */
  readonly details: Readonly<Record<string, unknown>>
}

const USAGE = 2
const FAILED = 1
const IO = 74

/** What an error means, in the reader's language. */
export function failureOf(error: unknown, terminal: Terminal): Failure {
  if (error instanceof Interruption)
    return { code: 'INTERRUPTED', message: error.message, exitCode: error.exitCode, details: {} }
  if (error instanceof UsageError) return usageFailure(error.message)
  if (error instanceof HeliconError) {
    const details: Readonly<Record<string, unknown>> = { ...error.details }
    return { code: error.code, message: error.text(terminal.language), exitCode: error.exitCode, details }
  }
  if (isSystemError(error)) {
    const { message } = error
    return { code: 'SYSTEM', message, exitCode: IO, details: { reason: error.code ?? null } }
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'INTERNAL', message: `${terminal.texts.usage.internal}\n${stack}`, exitCode: FAILED, details: {} }
}

/** A command line that cannot be understood. */
export function usageFailure(message: string): Failure {
  return { code: 'USAGE', message, exitCode: USAGE, details: {} }
}

/**
 * Tells people on standard error; with `--json` programs too, by one line on standard output.
 *
 * @returns the exit code
 */
export async function tellFailure(failure: Failure, terminal: Terminal): Promise<number> {
  terminal.progress('')
  if (failure.code !== 'INTERRUPTED') terminal.fail(failure.message)
  return tellPrograms(failure, terminal)
}

/** The line for programs alone, where people know already. */
export async function tellPrograms(failure: Failure, terminal: Terminal): Promise<number> {
  // Standard output may be what failed; then standard error has said so.
  if (terminal.json) await terminal.data(`${JSON.stringify({ error: failure })}\n`).catch(() => undefined)
  return failure.exitCode
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}
