import { nearestSpelling } from '@helicon/core'
import type { Command, CommanderError } from 'commander'
import type { Texts } from './texts/index.js'

/** A command line that cannot be understood, with the text to show; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What commander found wrong, in the reader's language and with the nearest spelling. */
export function usageText(error: CommanderError, program: Command, args: readonly string[], texts: Texts): string {
  const { usage } = texts
  const command = commandOf(program, args)
  const [quoted = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const see = usage.seeHelp(fullName(command))
  const withNearest = (text: string, nearest: string | undefined) =>
    [nearest === undefined ? text : `${text}. ${usage.didYouMean(nearest)}`, see].join('\n')
  switch (error.code) {
    case 'commander.unknownOption': {
      const flag = quoted.split('=')[0] ?? quoted
      return withNearest(usage.unknownOption(flag), nearestSpelling(flag, optionNames(command, program)))
    }
    case 'commander.unknownCommand': {
      const names = commandNames(command.commands.length > 0 ? command : program)
      return withNearest(usage.unknownCommand(quoted), nearestSpelling(quoted, names))
    }
    case 'commander.missingArgument':
      return withNearest(usage.missingArgument(quoted), undefined)
    case 'commander.optionMissingArgument':
      return withNearest(usage.optionArgument(quoted), undefined)
    case 'commander.missingMandatoryOptionValue':
      return withNearest(usage.missingOption(quoted), undefined)
    case 'commander.excessArguments':
      return withNearest(usage.tooManyArguments, undefined)
    case 'commander.invalidArgument':
      // "option '--threads <N>' argument 'x' is invalid. EXPECTED"
      return withNearest(usage.optionValue(quoted, second, error.message.split(' is invalid. ')[1] ?? ''), undefined)
    default:
      return withNearest(error.message.replace(/^error: /, ''), undefined)
  }
}

/** The command that the arguments name, and of its commands the one that they name; the program where they name none. */
function commandOf(program: Command, args: readonly string[]): Command {
  for (const [at, argument] of args.entries()) {
    const found = program.commands.find((command) => command.name() === argument)
    if (found !== undefined) return commandOf(found, args.slice(at + 1))
  }
  return program
}

/** `helicon motif scan`. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}

export function commandNames(program: Command): string[] {
  return program.commands.map((command) => command.name())
}

function optionNames(command: Command, program: Command): string[] {
  const options = [...command.options, ...program.options]
  return [...options.flatMap(({ long, short }) => [long ?? '', short ?? '']), '--help'].filter((name) => name !== '')
}
