import type { Command } from 'commander'
import type { Context, RunCommand } from '../context.js'
import { guideDemo } from '../demo/guide.js'
import { jundDemo } from '../demo/jund.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface DemoOptions {
  readonly output?: string
}

type Demo = (context: Context, output: string | undefined) => Promise<number>

/** Every demo of this version. */
const DEMOS: Readonly<Record<string, Demo>> = { guide: guideDemo, jund: jundDemo }

/** `helicon demo [NAME]`. */
export function addDemo(program: Command, texts: Texts, run: RunCommand): void {
  const { demo } = texts.commands
  program
    .command('demo')
    .description(demo.summary)
    .argument('[name]', demo.name)
    .option('-o, --output <folder>', demo.output)
    .action((name: string | undefined, options: DemoOptions) =>
      run(async (context) => {
        const names = Object.keys(DEMOS)
        if (name !== undefined && !names.includes(name))
          throw new UsageError(texts.usage.notYet(name, names.join(', ')))
        if (options.output === '-') throw new UsageError(texts.usage.notToStandardOutput('demo'))
        for (const [index, each] of (name === undefined ? names : [name]).entries()) {
          if (index > 0) context.terminal.say('')
          const exitCode = (await DEMOS[each]?.(context, options.output)) ?? 0
          if (exitCode !== 0) return exitCode
        }
        return 0
      }),
    )
}
