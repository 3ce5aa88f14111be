import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { HeliconError, htmlReport } from '@helicon/core'
import type { Command } from 'commander'
import { requireSafeReport, single, writeOutput } from '../console/output-file.js'
import type { Context, RunCommand } from '../context.js'
import { readRun } from '../report/read-run.js'
import { RUN_FILES } from '../run/run-folder.js'
import type { Texts } from '../texts/index.js'

interface ReportOptions {
  readonly output?: string
}

/** `helicon report RUN`. */
export function addReport(program: Command, texts: Texts, run: RunCommand): void {
  program
    .command('report')
    .description(texts.report.summary)
    .argument('<run>', texts.report.run)
    .option('-o, --output <file>', texts.report.output)
    .action((folder: string, options: ReportOptions) => run((context) => runReport(context, folder, options)))
}

async function runReport({ terminal }: Context, folder: string, options: ReportOptions): Promise<number> {
  const found = await stat(folder).catch(() => undefined)
  if (found === undefined) throw new HeliconError('RUN_NOT_FOUND', { folder })
  const output = options.output ?? join(folder, RUN_FILES.report)
  await requireSafeReport(output, folder)
  const data = await readRun(folder)
  await writeOutput(terminal, output, single(htmlReport(data, { language: terminal.language })))
  if (output !== '-') terminal.say(terminal.texts.report.done(relative(process.cwd(), output) || output))
  return 0
}
