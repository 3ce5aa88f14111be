import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { addSourceOptions, type SourceOptions, sourceSpec } from '../src/data/source-options.js'
import { textsIn } from '../src/texts/index.js'
import { UsageError } from '../src/usage-error.js'

const texts = textsIn('en')

/** What a command line with these options says about its source `in.fa`. */
function specOf(args: readonly string[], seed?: number, path = 'in.fa') {
  const command = new Command('test').exitOverride().configureOutput({ outputError: () => undefined })
  addSourceOptions(command, texts).parse([...args], { from: 'user' })
  return sourceSpec(path, command.opts<SourceOptions>(), seed, texts)
}

const file = resolve('in.fa')

describe('the options that say how records are read', () => {
  it.each([
    ['nothing', [], { paths: [file], positives: false }],
    ['a format', ['--from', 'tsv'], { paths: [file], positives: false, format: 'tsv' }],
    ['positives alone', ['--positives'], { paths: [file], positives: true }],
    [
      'negatives of files',
      ['--negatives', 'a.fa', '--negatives', 'b.fa'],
      { paths: [file], positives: true, negatives: { method: 'files', paths: [resolve('a.fa'), resolve('b.fa')] } },
    ],
    [
      'shuffles',
      ['--shuffle', '2'],
      { paths: [file], positives: true, negatives: { method: 'shuffle', perPositive: 2, seed: 1 } },
    ],
    [
      'labels of another file',
      ['--targets', 't.txt', '--target-column', '1', '--target-column', 'bound'],
      { paths: [file], positives: false, targets: { path: resolve('t.txt'), columns: [1, 'bound'] } },
    ],
    [
      'a table',
      [
        ...['--delimiter', 'tab', '--no-header', '--id-column', '2', '--sequence-column', 'seq'],
        ...['--label-column', 'a', '--label-column', '4', '--classes', 'EI, IE,N'],
      ],
      {
        paths: [file],
        positives: false,
        table: { delimiter: '\t', header: false, idColumn: 2, sequenceColumn: 'seq', labelColumns: ['a', 4] },
        classes: ['EI', 'IE', 'N'],
      },
    ],
    ['a kind of labels', ['--label-kind', 'regression'], { paths: [file], positives: false, labelKind: 'regression' }],
    ['a header', ['--header'], { paths: [file], positives: false, table: { header: true } }],
    ['one length', ['--length', '101', '--fit', 'both'], { paths: [file], positives: false, length: 101, fit: 'both' }],
    [
      'peaks on a part of a chromosome, and windows like them',
      [
        ...['--genome', 'z.fa', '--chromosome', 'chr20=z', '--offset', '1000000', '--length', '101'],
        ...['--negatives-from-genome', '3', '--exclude', 'black.bed'],
      ],
      {
        paths: [file],
        positives: true,
        format: 'bed',
        negatives: { method: 'genome', perPositive: 3, seed: 1, exclude: [resolve('black.bed')] },
        genome: { path: resolve('z.fa'), chromosomes: { chr20: 'z' }, offset: 1000000 },
        length: 101,
      },
    ],
  ])('say %s', (_, args, expected) => {
    expect(specOf(args)).toEqual(expected)
  })

  it('take the seed of the command for what is drawn', () => {
    expect(specOf(['--shuffle', '1'], 7).negatives).toMatchObject({ seed: 7 })
  })

  it('leave standard input as it is called', () => {
    expect(specOf([], undefined, '-').paths).toEqual(['-'])
  })

  it.each([
    [['--shuffle', '1', '--negatives', 'a.fa'], /--negatives, --shuffle exclude each other/],
    [['--target-column', '1'], /--target-column needs --targets/],
    [['--exclude', 'a.bed'], /--exclude needs --negatives-from-genome/],
    [['--offset', '5'], /--offset needs --genome/],
    [['--chromosome', 'chr1=1'], /--chromosome needs --genome/],
    [['--negatives-from-genome', '1'], /--negatives-from-genome needs --genome/],
    [['--fit', 'crop'], /--fit crop needs --length/],
  ])('refuse %j', (args, expected) => {
    expect(() => specOf(args)).toThrow(UsageError)
    expect(() => specOf(args)).toThrow(expected)
  })

  it('take standard input once', () => {
    expect(() => specOf(['--negatives', '-'], undefined, '-')).toThrow(/more than once/)
  })

  it.each([
    ['--delimiter', ''],
    ['--delimiter', '"'],
    ['--delimiter', '::'],
    ['--classes', 'a'],
    ['--classes', 'a,,b'],
    ['--classes', 'a,b,a'],
    ['--id-column', '0'],
    ['--chromosome', 'chr20'],
    ['--chromosome', '=z'],
    ['--length', '0'],
    ['--fit', 'stretch'],
    ['--from', 'genbank'],
    ['--shuffle', '0'],
  ])('refuse %s %s', (option, value) => {
    expect(() => specOf([option, value])).toThrow(CommanderError)
  })
})
