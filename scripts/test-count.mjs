import { relative, sep } from 'node:path'
import { root } from './workspace.mjs'

/**
 * Counts the tests of a vitest JSON report. A file that could not be loaded has no test of its own and counts as one
 * failure; so does a run that failed outside every test. `skippedGroups`: number of skipped tests by file and title.
 */
export function countTests(report, runnerCode) {
  const counts = { passed: 0, failed: 0, skipped: 0, outside: 0, skippedGroups: new Map() }
  for (const file of report.testResults) {
    const path = relative(root, file.name).split(sep).join('/')
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) counts.failed += 1
    for (const test of file.assertionResults) {
      if (test.status === 'passed' || test.status === 'failed') {
        counts[test.status] += 1
        continue
      }
      counts.skipped += 1
      const group = `${path}: ${test.ancestorTitles.join(' › ') || test.title}`
      counts.skippedGroups.set(group, (counts.skippedGroups.get(group) ?? 0) + 1)
    }
  }
  if (runnerCode !== 0 && counts.failed === 0) {
    counts.outside = 1
    counts.failed = 1
  }
  return counts
}

/** 0 only when something passed and nothing failed. */
export const exitCodeOf = (counts) => (counts.failed === 0 && counts.passed > 0 ? 0 : 1)

export const summaryLine = ({ passed, failed, skipped }) =>
  `helicon: ${passed} passed, ${failed} failed, ${skipped} skipped`
