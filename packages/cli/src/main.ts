import { CommanderError } from 'commander'
import { failureOf, tellFailure, tellPrograms, usageFailure } from './console/failure.js'
import { watchInterrupts } from './console/interrupt.js'
import { chooseLanguage } from './console/language.js'
import { openTerminal, type Terminal } from './console/terminal.js'
import type { Context } from './context.js'
import type { GlobalOptions } from './global-options.js'
import { buildProgram, plannedCommand } from './program.js'
import { textsIn } from './texts/index.js'
import { commandNames, UsageError, usageText } from './usage-error.js'
import { packageVersion } from './version.js'

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
  let terminal = openTerminal({ language, json: args.includes('--json'), quiet: args.includes('--quiet') })
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
    if (error instanceof CommanderError && error.exitCode === 0) return await finishedHelp(terminal)
    // The help that stands in for a missing command is on standard error already.
    if (error instanceof CommanderError && error.code === 'commander.help')
      return await tellPrograms(usageFailure(texts.usage.noCommand), terminal)
    const failure =
      error instanceof CommanderError
        ? usageFailure(usageText(error, program, args, texts))
        : failureOf(error, terminal)
    return await tellFailure(failure, terminal)
  } finally {
    terminal.progress('')
    interrupts.stop()
  }
}

/** Help has been handed to standard output by now; whether it got there is known after one more (empty) write. */
async function finishedHelp(terminal: Terminal): Promise<number> {
  try {
    await terminal.data('')
    return 0
  } catch (error) {
    return tellFailure(failureOf(error, terminal), terminal)
  }
}

/**
 * `helicon predict ... | head` closes the pipe early; that is no error. Any other failure is the writer's, whose promise
 * is rejected. Nobody reads standard error: go on in silence.
 */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0)
  })
  process.stderr.on('error', () => undefined)
}
