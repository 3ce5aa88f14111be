import { HeliconError } from '@helicon/core'
import { describe, expect, it } from 'vitest'
import { parseAssignment } from '../src/config/assignment.js'
import { checkConfig } from '../src/config/check.js'
import { parseConfigDocument } from '../src/config/document.js'
import { checkJudgement } from '../src/config/judgement.js'
import { checkMonitors } from '../src/config/monitors.js'
import { requireNotData } from '../src/config/not-data.js'
import { resolveConfig } from '../src/config/resolve.js'
import { resolveData } from '../src/config/resolve-data.js'
import { configSchema } from '../src/config/schema.js'

/** Reads a configuration as `train` does, without looking for its data. */
function read(text: string, ...set: readonly string[]) {
  const document = parseConfigDocument(text, 'c.yaml', set.map(parseAssignment))
  const given = checkConfig(configSchema, document)
  const config = resolveConfig(given, document, resolveData(given, document, '/data'), undefined)
  checkMonitors(config, document)
  checkJudgement(config, document)
  return config
}

function problem(text: string, ...set: readonly string[]): HeliconError {
  try {
    read(text, ...set)
  } catch (error) {
    if (error instanceof HeliconError) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

const SHORT = 'data: { train: d }\nmodel: jund\n'
const withTraining = (lines: string) => `${SHORT}training:\n${lines}`

describe('a configuration', () => {
  it('takes what is not given from the preset', () => {
    const { training } = read(SHORT)
    expect(training).toMatchObject({
      loss: { name: 'sigmoid-cross-entropy', output: 'logits' },
      optimizer: { name: 'adam', epsilon: 1e-8 },
      learningRate: { name: 'constant', learningRate: 0.001 },
      batchSize: 1000,
      epochs: 200,
      divisor: 'batchSize',
      metrics: ['rocAuc'],
    })
  })

  it('keeps the other numbers of the preset when one of the same optimizer is given', () => {
    const { training } = read(withTraining('  optimizer: { name: adam, learningRate: 0.01 }'))
    expect(training.optimizer).toMatchObject({ epsilon: 1e-8 })
    expect(training.learningRate).toEqual({ name: 'constant', learningRate: 0.01 })
  })

  it('takes the test out of the training data, by the seed of the training unless it has its own', () => {
    const test = (options: string) => read(`data: { train: d, test: { ${options} } }\nmodel: guide`).training.testSplit
    expect(test('fraction: 0.2')).toEqual({ method: 'stratified', fraction: 0.2, seed: 1 })
    expect(test('fraction: 0.3, method: similarity, seed: 9')).toEqual({ method: 'similarity', fraction: 0.3, seed: 9 })
    expect(test('chromosomes: [chr8, chr9]')).toEqual({ method: 'chromosome', chromosomes: ['chr8', 'chr9'], seed: 1 })
    const seeded = read('data: { train: d, test: { fraction: 0.2 } }\nmodel: guide', 'training.seed=7').training
    expect(seeded).toMatchObject({ testSplit: { seed: 7 }, validationSplit: 0.1 })
    expect(read('data: { train: d, test: t }\nmodel: guide').training).not.toHaveProperty('testSplit')
  })

  it('puts --set over the file, and makes a section of a name where one is needed', () => {
    const set = ['training.epochs=5', 'training.optimizer.learningRate=0.02', 'training.metrics=[f1, rocAuc]']
    const { training } = read(withTraining('  epochs: 20\n  optimizer: sgd'), ...set)
    expect(training).toMatchObject({ epochs: 5, optimizer: { name: 'sgd' }, metrics: ['f1', 'rocAuc'] })
    expect(training.learningRate).toEqual({ name: 'constant', learningRate: 0.02 })
  })

  it('takes a preset for another length, and a model in full', () => {
    expect(read('data: { train: d }\nmodel: { preset: jund, length: 205 }').model.inputs[0]?.shape).toEqual([205, 4])
    const full = `data: { train: d }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers: [{ type: flatten }, { type: dense, units: 1 }]
training: { loss: mean-squared-error }`
    expect(read(full).training).toMatchObject({ batchSize: 32, divisor: 'records', metrics: ['pearson'] })
  })
})

describe('a mistake in a configuration', () => {
  it.each([
    [
      'an unknown key',
      withTraining('  epoch: 5'),
      /^c\.yaml:4:3: unknown key 'training\.epoch'.*'epochs'.*Allowed here/,
    ],
    ['a misspelt section', 'dat: { train: d }\nmodel: jund', /^c\.yaml:1:1: unknown key 'dat'.*'data'/],
    ['a missing key', 'data: {}\nmodel: jund', /^c\.yaml:1:7: .*data\.train is missing/],
    [
      'an unknown preset',
      'data: { train: d }\nmodel: junt',
      /^c\.yaml:2:8: model is "junt".*guide, guide-softmax, jund.*'jund'/,
    ],
    ['a wrong type', withTraining('  batchSize: many'), /^c\.yaml:4:14: training\.batchSize is "many".*whole number/],
    ['a wrong range', withTraining('  validationSplit: 1.5'), /^c\.yaml:4:20: .*between 0 and 1/],
    [
      'an unknown metric',
      withTraining('  metrics: [rocauc]'),
      /^c\.yaml:4:13: training\.metrics\.0 is "rocauc".*'rocAuc'/,
    ],
    ['an unknown loss', withTraining('  loss: cross-entropy'), /^c\.yaml:4:9: .*cross-entropy/],
    ['an unknown optimizer', withTraining('  optimizer: { name: adm }'), /^c\.yaml:4:22: .*adam/],
    [
      'a key that the optimizer lacks',
      withTraining('  optimizer: { name: sgd, beta1: 0.9 }'),
      /^c\.yaml:4:27: .*beta1/,
    ],
    [
      'a loss that does not fit',
      withTraining('  loss: { name: sigmoid-cross-entropy, output: prediction }'),
      /^c\.yaml:4:9: .*logits/,
    ],
    ['a column that is not there', withTraining('  monitor: valRocAuc'), /^c\.yaml:4:12: .*loss.*rocAuc/],
    [
      'a metric of numbers for classes',
      withTraining('  metrics: [rocAuc, pearson]'),
      /^c\.yaml:4:12: training\.metrics: pearson does not go with the loss sigmoid-cross-entropy.*rocAuc/,
    ],
    [
      'a metric of classes for numbers',
      withTraining('  loss: mean-squared-error\n  metrics: [rocAuc]'),
      /^c\.yaml:5:12: training\.metrics: rocAuc does not go with .*pearson/,
    ],
    [
      'a metric of probabilities for an output that gives none',
      `data: { train: d }
model: { inputs: [{ name: s, shape: [9, 4] }], layers: [{ type: flatten }, { type: dense, units: 1 }] }
training: { loss: sigmoid-cross-entropy, metrics: [rocAuc, logLoss] }`,
      /^c\.yaml:3:51: training\.metrics: logLoss needs probabilities/,
    ],
    [
      'class weights for numbers',
      withTraining('  loss: mean-squared-error\n  classWeights: balanced'),
      /^c\.yaml:5:17: training\.classWeights: .*no classes/,
    ],
    [
      'class weights of another number of classes',
      withTraining('  classWeights: [1, 2, 3]'),
      /^c\.yaml:4:17: training\.classWeights: the number of weights is 3; expected 2/,
    ],
    ['a batch larger than any data', withTraining('  batchSize: 1.0e+12'), /^c\.yaml:4:14: .*from 1 to 1000000/],
    [
      'two ways to validate',
      'data: { train: d, validation: v }\nmodel: jund\ntraining: { validationSplit: 0.1 }',
      /^c\.yaml:3:30: /,
    ],
    ['a key given twice', 'data: { train: d }\nmodel: jund\nmodel: guide', /^c\.yaml:3:1: .*YAML/],
    ['a broken line', 'data: { train: d\nmodel: jund', /^c\.yaml:\d+:\d+: .*YAML/],
    ['an empty file', '', /^c\.yaml:1:1: the key data is missing/],
    ['a list instead of sections', '- a', /^c\.yaml:1:1: c\.yaml is \["a"\]/],
    [
      'streaming with a fraction',
      'data: { train: d, validation: { fraction: 0.1 } }\nmodel: jund\ntraining: { streaming: true }',
      /^c\.yaml:3:24: /,
    ],
    [
      'a test fraction of all',
      'data: { train: d, test: { fraction: 1 } }\nmodel: guide',
      /^c\.yaml:1:37: data\.test\.fraction is 1; expected a number between 0 and 1/,
    ],
    [
      'a misspelt key of the test fraction',
      'data: { train: d, test: { fraction: 0.2, methods: random } }\nmodel: guide',
      /^c\.yaml:1:42: unknown key 'data\.test\.methods'.*'method'\? Allowed here: fraction, method, chromosomes, seed/,
    ],
    [
      'a test without its fraction',
      'data: { train: d, test: { method: stratified } }\nmodel: guide',
      /^c\.yaml:1:\d+: data\.test: say either which share .*fraction: 0\.1.* or which chromosomes/,
    ],
    [
      'a stratified test of numbers',
      'data: { train: d, test: { fraction: 0.2, method: stratified } }\nmodel: sirna',
      /^c\.yaml:1:\d+: data\.test\.method: the labels are numbers/,
    ],
    [
      'streaming with a test fraction',
      'data: { train: d, test: { fraction: 0.2 } }\nmodel: jund\ntraining: { streaming: true }',
      /^c\.yaml:3:24: .*cannot be taken from data that are read shard by shard/,
    ],
    [
      'a model without a loss',
      'data: { train: d }\nmodel: { inputs: [{ name: s, shape: [9, 4] }], layers: [{ type: flatten }] }',
      /training\.loss is missing/,
    ],
  ])('%s is reported with line and column', (_, text, expected) => {
    const error = problem(text)
    expect(error.text('en')).toMatch(expected)
    expect(error.text('ko')).toMatch(/^c\.yaml:\d+:\d+: .*[가-힣]/)
    expect(error.exitCode).toBe(65)
  })

  it('inside a layer is reported at that layer', () => {
    const text = `data: { train: d }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers:
    - { type: conv1d, filters: 4, kernelSize: 5 }
    - type: dense
      unit: 1
training: { loss: mean-squared-error }`
    expect(problem(text).text('en')).toMatch(/^c\.yaml:7:7: unknown key 'model\.layers\[1\]\.unit'/)
    expect(problem(text.replace('unit: 1', 'units: 0')).text('en')).toMatch(/^c\.yaml:7:14: model\.layers\[1\].units/)
  })

  it('between layers is reported at the layer that it shows in', () => {
    const text = `data: { train: d }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers:
    - { type: conv1d, filters: 4, kernelSize: 5 }
    - { type: maxPooling1d, poolSize: 99 }
training: { loss: mean-squared-error }`
    expect(problem(text).text('en')).toMatch(/^c\.yaml:6:7: model\.layers\[1\]: Layer "maxPooling1d"/)
    const unknown = text.replace('poolSize: 99', 'poolSize: 2, inputs: [nothing]')
    expect(problem(unknown).text('en')).toMatch(/^c\.yaml:6:7: model\.layers\[1\]: Layer "maxPooling1d"/)
    const twice = text.replace('poolSize: 99', 'name: sequence')
    expect(problem(twice).text('en')).toMatch(/^c\.yaml:6:7: /)
  })

  it('in --set ends with 2 wherever it is found', () => {
    for (const [set, expected] of [
      ['training.loss=cross-entropi', /^--set training\.loss=cross-entropi: (?!--set).*cross-entropi/],
      ['training.optimizer={ name: adm }', /adm/],
      ['training.metrics=[pearson]', /pearson does not go with/],
      ['training.classWeights=[1]', /weights is 1/],
      ['model={ inputs: [{ name: s, shape: [9, 4] }], layers: [{ type: flat }] }', /layers\[0\]\.type.*flat/],
      ['data.train=', /data\.train is/],
    ] as const) {
      const error = problem(SHORT, set)
      expect(error.text('en')).toMatch(expected)
      expect([set, error.exitCode]).toEqual([set, 2])
      expect(error.text('en').startsWith(`--set ${set}: `)).toBe(true)
    }
  })

  it('in --set below a value without keys says why and what to do', () => {
    const given = 'data: { train: d, validation: v }\nmodel: jund'
    expect(problem(given, 'data.validation.fraction=0.1').text('en')).toMatch(
      /no 'data\.validation\.fraction', because data\.validation is the path "v".*--set 'data\.validation=\{ fraction: 0\.1 \}'/,
    )
    expect(problem(given.replace('validation', 'test'), 'data.test.fraction=0.2').text('en')).toMatch(
      /data\.test is the path "v".*--set 'data\.test=\{ fraction: 0\.1 \}'/,
    )
    expect(problem(withTraining('  epochs: 5'), 'training.epochs.x=1').text('en')).toMatch(/training\.epochs is 5/)
    expect(read(SHORT, 'model.preset=sirna').model.name).toBe(read('data: { train: d }\nmodel: sirna').model.name)
    expect(read(SHORT, 'model.length=205').model.inputs[0]?.shape).toEqual([205, 4])
  })

  it('in --set is a mistake in usage, named by its option', () => {
    const error = problem(SHORT, 'training.epoch=5')
    expect(error.text('en')).toMatch(/^--set training\.epoch=5: unknown key.*'epochs'/)
    expect(error.exitCode).toBe(2)
    expect(problem(SHORT, 'training.epochs=none').exitCode).toBe(2)
    expect(() => parseAssignment('training.epochs')).toThrow(/KEY=VALUE/)
  })
})

describe('data in the place of a configuration', () => {
  const look = (start: string | Uint8Array) => () =>
    requireNotData(typeof start === 'string' ? new TextEncoder().encode(start) : start, 'peaks')

  it.each([
    ['FASTA', '>peak1\nACGT\n'],
    ['FASTQ', '@read1\nACGT\n+\nIIII\n'],
    ['a gzip file', Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ['a zip archive', Uint8Array.of(0x50, 0x4b, 3, 4)],
    ['a table', '# peaks\nchr1\t10\t20\n'],
    ['a table', 'chr1:10-20\tACGT\t1\n'],
    ['a table', 'id,sequence,label\na,ACGT,1\n'],
  ])('is called data: %s', (looks, start) => {
    expect(look(start)).toThrow(
      expect.objectContaining({ code: 'CONFIG_IS_DATA', message: expect.stringContaining(`it looks like ${looks}`) }),
    )
  })

  it.each([
    SHORT,
    '{"data":{"train":"d"},"model":"jund"}',
    '# a, b\n---\nmodel: jund',
    'data:\ttrain',
    'text, no data',
    '',
  ])('is not seen in %j', (start) => expect(look(start)).not.toThrow())
})
