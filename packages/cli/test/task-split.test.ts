import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomStream } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const sequence = (row: number) =>
  Array.from(randomStream(1, 'task-split', row).integers(40, 4), (code) => 'ACGT'[code]).join('')

/** Rows of every combination of two tasks, [0, 0] among them; of each tenth record the second is not known. */
function table(records: number): string {
  const rows = Array.from({ length: records }, (_, row) =>
    [`r${row}`, sequence(row), row % 2, row % 10 === 9 ? 'NA' : row % 3 === 0 ? 1 : 0].join('\t'),
  )
  return ['id\tsequence\tbound\topen', ...rows, ''].join('\n')
}

beforeAll(() => {
  writeFileSync(inFolder('tasks.tsv'), table(120))
  writeFileSync(
    inFolder('tasks.yaml'),
    `data: { train: tasks.tsv, validation: { fraction: 0.25 }, test: { fraction: 0.2 } }
model: { preset: deepbind }
training: { epochs: 1 }
`,
  )
})
afterAll(folder.remove)

describe('several 0/1 tasks', () => {
  it('give parts of themselves to validation and the test by the default method', async () => {
    const { code, err } = await helicon(['train', 'tasks.yaml', '-o', 'run'], folder.path)
    expect({ code, err }).toMatchObject({ code: 0 })
    const predictions = readFileSync(inFolder('run', 'predictions.tsv'), 'utf8').trim().split('\n')
    expect(predictions).toHaveLength(1 + 24)
  })
})
