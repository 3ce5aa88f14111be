import { Command } from 'commander'
import stringWidth from 'string-width'
import { addData } from './commands/data.js'
import { addDemo } from './commands/demo.js'
import { addEvaluate } from './commands/evaluate.js'
import { addMotif } from './commands/motif.js'
import { addPredict } from './commands/predict.js'
import { addReport } from './commands/report.js'
import { addSearch } from './commands/search.js'
import { addSimulate } from './commands/simulate.js'
import { addSummary } from './commands/summary.js'
import { addTrain } from './commands/train.js'
import type { RunCommand } from './context.js'
import { addGlobalOptions } from './global-options.js'
import type { Texts } from './texts/index.js'

/** Commands of Helicon's plan that this version does not have. They are not listed, and say so when they are called. */
const LATER = ['ui'] as const

/** The command line: its commands, options and help in one language. Parsing throws instead of ending the process. */
export function buildProgram(texts: Texts, version: string, run: RunCommand): Command {
  const { help } = texts
  const program = new Command('helicon')
    .description(help.program)
    .version(version, '--version', help.versionOption)
    .usage(`${help.commandPlaceholder} ${help.optionsPlaceholder}`)
    .helpOption('-h, --help', help.helpOption)
    .helpCommand(`help ${help.commandPlaceholder}`, help.helpCommand)
    .addHelpText('after', `\n${help.exitCodes}`)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: (text) => stringWidth(text),
      // The descriptions name the defaults themselves, in the reader's language.
      optionDescription: (option) => option.description,
      styleTitle: (title) => translatedTitle(title, help),
    })
  addGlobalOptions(program, texts)
  for (const add of [
    addTrain,
    addSearch,
    addEvaluate,
    addPredict,
    addReport,
    addSummary,
    addData,
    addDemo,
    addSimulate,
    addMotif,
  ])
    add(program, texts, run)
  for (const command of program.commands) describeUsage(command, help)
  return program
}

/** Names arguments and options in the reader's language, also those of the commands of a command. */
function describeUsage(command: Command, help: Texts['help']): void {
  const places = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  )
  const inner = command.commands.length === 0 ? [] : [help.commandPlaceholder]
  command.usage([...inner, ...places, help.optionsPlaceholder].join(' ')).helpOption('-h, --help', help.helpOption)
  if (inner.length > 0) command.helpCommand(`help ${help.commandPlaceholder}`, help.helpCommand)
  for (const one of command.commands) describeUsage(one, help)
}

/** The name of a command that is planned but not in this version, where the arguments start with one. */
export function plannedCommand(args: readonly string[]): string | undefined {
  return LATER.find((name) => name === args.find((argument) => !argument.startsWith('-')))
}

function translatedTitle(title: string, help: Texts['help']): string {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': help.usage,
    'Options:': help.options,
    'Global Options:': help.globalOptions,
    'Commands:': help.commands,
    'Arguments:': help.arguments,
  }
  return titles[title] ?? title
}
