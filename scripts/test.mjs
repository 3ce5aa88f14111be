import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { root } from './workspace.mjs'

/**
 * Counts the tests of a runner's JSON report. A file that could not be loaded has no test of its own and counts as one
 * failure; so does a run that failed outside every test.
 */
function count(report, runnerCode) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const skipped = new Map()
  for (const file of report.testResults) {
    const path = relative(root, file.name).split(sep).join('/')
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) counts.failed += 1
    for (const test of file.assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') counts[test.status] += 1
      else {
        counts.skipped += 1
        const group = `${path}: ${test.ancestorTitles.join(' › ') || test.title}`
        skipped.set(group, (skipped.get(group) ?? 0) + 1)
      }
    }
  }
  if (runnerCode !== 0 && counts.failed === 0) {
    console.error('\nAn error outside the tests failed the run; it is shown above.')
    counts.failed += 1
  }
  return { counts, skipped }
}

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

const { counts, skipped } = count(report, runner.status ?? 1)
if (counts.passed + counts.failed === 0) console.error('\nNo test ran.')
if (skipped.size > 0) {
  console.log('\nSkipped:')
  for (const [group, tests] of skipped) console.log(`  ${tests} × ${group}`)
}
process.exitCode = runner.status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1
// Alone on the last line, on standard output, after everything else has been written.
process.stdout.write(`\nhelicon: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
