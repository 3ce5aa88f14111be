import { HeliconError } from '@helicon/core'
import { CommanderError } from 'commander'
import { Interruption, watchInterrupts } from './console/interrupt.js'
import { chooseLanguage } from './console/language.js'
import { openTerminal, type Terminal } from './console/terminal.js'
import type { Context } from './context.js'
import type { GlobalOptions } from './global-options.js'
import { buildProgram, plannedCommand } from './program.js'
import { textsIn } from './texts/index.js'
import { commandNames, UsageError, usageText } from './usage-error.js'
import { packageVersion } from './version.js'

const USAGE = 2
const FAILED = 1

/**
 * Runs the command line `helicon ARGS`.
 *
 * @returns the exit code: 0 done, 1 failed, 2 usage, 65 bad data, 66 input missing, 74 read or write error, 75 locked,
 *   130 and 143 stopped by a signal after saving
 */
export async function main(args: readonly string[]): Promise<number> {
  endQuietlyOnClosedPipe()
  const language = chooseLanguage(args, process.env)
  const texts = textsIn(language)
  const interrupts = watchInterrupts()
  let terminal = openTerminal({ language, json: false, quiet: args.includes('--quiet') })
  let exitCode = 0
  const program = buildProgram(texts, packageVersion(), async (body) => {
    const { seed, threads, engine, json = false, quiet = false } = program.opts<GlobalOptions>()
    terminal = openTerminal({ language, json, quiet })
    const context: Context = { terminal, interrupts, seed, threads, engine, args }
    exitCode = await body(context)
  })
  try {
    const planned = plannedCommand(args)
    if (planned !== undefined) throw new UsageError(texts.usage.notYet(planned, commandNames(program).join(', ')))
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof CommanderError && error.code === 'commander.help') return USAGE
    if (error instanceof CommanderError) {
      terminal.fail(usageText(error, program, args, texts))
      return USAGE
    }
    return report(error, terminal)
  } finally {
    terminal.progress('')
    interrupts.stop()
  }
}

/** Says what went wrong in the reader's language and gives the exit code that it stands for. */
function report(error: unknown, terminal: Terminal): number {
  terminal.progress('')
  if (error instanceof Interruption) return error.exitCode
  if (error instanceof UsageError) {
    terminal.fail(error.message)
    return USAGE
  }
  if (error instanceof HeliconError) {
    terminal.fail(error.text(terminal.language))
    return error.exitCode
  }
  if (isSystemError(error)) {
    terminal.fail(error.message)
    return 74
  }
  terminal.fail(
    `${terminal.texts.usage.internal}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  return FAILED
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}

/** `helicon predict ... | head` closes the pipe early; that is no error. Nobody reads standard error: go on in silence. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0)
    throw error
  })
  process.stderr.on('error', () => undefined)
}
