import { describe, expect, it } from 'vitest'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { presetSpec } from '../../src/nn/presets.js'
import { summary, summaryRows } from '../../src/nn/summary.js'

const trimmed = (text: string) => text.split('\n').map((line) => line.trimEnd())

describe('summary', () => {
  it("prints the guide's network as the tutorial does", () => {
    expect(trimmed(summary(presetSpec('guide')))).toEqual([
      'Model: "guide"',
      '_________________________________________________________________',
      'Layer (type)                 Output Shape              Param #',
      '=================================================================',
      'conv1d (Conv1D)              (None, 20, 10)            210',
      '_________________________________________________________________',
      'maxPooling1d (MaxPooling1D)  (None, 5, 10)             0',
      '_________________________________________________________________',
      'flatten (Flatten)            (None, 50)                0',
      '_________________________________________________________________',
      'dense (Dense)                (None, 2)                 102',
      '=================================================================',
      'Total params: 312',
      'Trainable params: 312',
      'Non-trainable params: 0',
      '_________________________________________________________________',
    ])
  })

  it('pads every row to the width, as Keras does', () => {
    const rows = summary(presetSpec('guide')).split('\n').slice(1, 12)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([65]))
  })

  it("cuts a long name as the tutorial's own max_pooling1d_28 is cut", () => {
    const [, , , pooling] = presetSpec('guide').layers
    const spec: ModelSpec = {
      inputs: [{ name: 'sequence', shape: [20, 4] }],
      layers: [{ type: 'maxPooling1d', name: 'max_pooling1d_28', poolSize: 4 }, { type: 'flatten' }],
    }
    expect(pooling).toBeDefined()
    expect(summary(spec)).toContain('\nmax_pooling1d_28 (MaxPooling (None, 5, 4)              0         \n')
    expect(summary(spec)).toMatch(/^Model: "sequential"\n/)
  })

  it('shows inputs and what each layer is connected to where layers branch', () => {
    const lines = trimmed(summary(presetSpec('jund-accessibility')))
    expect(lines[1]).toHaveLength(98)
    expect(lines).toContain('Layer (type)                    Output Shape         Param #     Connected to')
    expect(lines).toContain('sequence (InputLayer)           (None, 101, 4)       0')
    const joined = lines.indexOf('concatenate (Concatenate)       (None, 1516)         0           flatten[0][0]')
    expect(joined).toBeGreaterThan(0)
    expect(lines[joined + 1]).toBe(`${' '.repeat(65)}accessibility[0][0]`)
    expect(lines).toContain('Total params: 6,662')
  })

  it('counts moving statistics and frozen layers as not trainable', () => {
    const spec: ModelSpec = {
      inputs: [{ name: 'sequence', shape: [20, 4] }],
      layers: [{ type: 'conv1d', filters: 8, kernelSize: 3, trainable: false }, { type: 'batchNormalization' }],
    }
    expect(summaryRows(spec).map((row) => row.parameters)).toEqual([104, 32])
    expect(trimmed(summary(spec)).slice(-4, -1)).toEqual([
      'Total params: 136',
      'Trainable params: 16',
      'Non-trainable params: 120',
    ])
  })
})
