import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countTests, exitCodeOf, summaryLine } from './test-count.mjs'
import { root } from './workspace.mjs'

const folder = mkdtempSync(join(tmpdir(), 'helicon-test-'))
const reportPath = join(folder, 'report.json')
const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`]
const runner = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...options, ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
const report = existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, 'utf8')) : { testResults: [] }
rmSync(folder, { recursive: true, force: true })

const counts = countTests(report, runner.status ?? 1)
if (counts.outside > 0) console.error('\nAn error outside the tests failed the run; it is shown above.')
if (counts.passed + counts.failed === 0) console.error('\nNo test ran.')
if (counts.skipped > 0) {
  console.log('\nSkipped:')
  for (const [group, tests] of counts.skippedGroups) console.log(`  ${tests} × ${group}`)
}
process.exitCode = exitCodeOf(counts)
// Alone on the last line, on standard output, after everything else has been written.
process.stdout.write(`\n${summaryLine(counts)}\n`)
