import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeModel, presetSpec } from '../../packages/core/src/index.js'
import { drawnCodes, drawnModel } from '../../packages/core/test/nn/drawn-model.js'
import { findPython, reason, runPython } from './python.js'

const folder = mkdtempSync(join(tmpdir(), 'helicon-parity-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CASES = [
  { name: 'deepbind', length: 40, task: 'binary', outputs: 1, strands: 'one', records: 4 },
  { name: 'deepbind', length: 40, task: 'categorical', outputs: 3, strands: 'shared', records: 4 },
  { name: 'basset', length: 60, task: 'binary', outputs: 2, strands: 'one', records: 2 },
  { name: 'basset', length: 130, task: 'binary', outputs: 1, strands: 'one', records: 2 },
  { name: 'residual', length: 40, task: 'regression', outputs: 1, strands: 'one', records: 4 },
] as const

/** The numbers that the tests of every day are held to. */
const GOLDEN = new URL('../../packages/core/test/nn/golden/presets.json', import.meta.url)

const python = findPython('torch', 'numpy')

describe(`presets and PyTorch${reason(python)}`, () => {
  it.skipIf('missing' in python)('the golden predictions are those of PyTorch', () => {
    const cases = CASES.map((row, index) => {
      const spec = presetSpec(row.name, row)
      const model = join(folder, `${index}.safetensors`)
      writeFileSync(model, encodeModel({ spec, weights: drawnModel(spec).weights, info: {} }))
      return { ...row, model, codes: [...drawnCodes(row.records, row.length)] }
    })
    const { predictions } = runPython<{ predictions: number[][] }>(python, 'presets.py', { cases })
    const answer = { cases: CASES.map((row, index) => ({ ...row, prediction: predictions[index] })) }
    if (process.env['HELICON_WRITE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(answer, null, 2)}\n`)
    const kept: typeof answer = JSON.parse(readFileSync(GOLDEN, 'utf8'))
    expect(kept.cases.map(({ prediction: _, ...row }) => row)).toEqual(CASES)
    kept.cases.forEach(({ prediction = [] }, index) => {
      prediction.forEach((value, i) => {
        expect(value).toBeCloseTo(predictions[index]?.[i] ?? Number.NaN, 12)
      })
    })
  })
})
