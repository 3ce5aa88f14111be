import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../src/core/errors.js'
import { HeliconError } from '../../src/core/errors.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { type FoldOptions, splitFolds } from '../../src/dataset/split-folds.js'
import { type SplitRecordsOptions, splitRecords } from '../../src/dataset/split-records.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'
import { datasetOf, idsOf } from './split-data.js'

const windows = (n: number) => Array.from({ length: n }, (_, i) => `chr${1 + (i % 3)}:${i}-${i + 9}`)
const rare = (n: number, ones: number) => Array.from({ length: n }, (_, i) => (i < ones ? 1 : 0))

interface BadSplit {
  readonly what: string
  readonly dataset: Dataset
  readonly split?: Partial<SplitRecordsOptions>
  readonly folds?: Partial<FoldOptions>
  readonly code: ErrorCode
  readonly en: string
  readonly ko: string
}

const byChromosome = { method: 'chromosome' } as const

const TABLE: readonly BadSplit[] = [
  {
    what: 'nothing asked for',
    dataset: datasetOf(idsOf(9)),
    split: {},
    code: 'SPLIT_NOTHING_ASKED',
    en: 'Neither a validation part nor a test part is asked for',
    ko: '검증 부분도 테스트 부분도 지정하지 않았습니다',
  },
  {
    what: 'empty lists of chromosomes',
    dataset: datasetOf(windows(9)),
    split: { ...byChromosome, chromosomes: { test: [] } },
    code: 'SPLIT_NOTHING_ASKED',
    en: 'expected a share of the records or chromosomes',
    ko: '레코드 비율이나 염색체를 지정해야 합니다',
  },
  {
    what: 'a share of 1',
    dataset: datasetOf(idsOf(9)),
    split: { test: 1 },
    code: 'ARGUMENT_INVALID',
    en: 'test is 1; expected a finite number, greater than 0 and less than 1',
    ko: 'test 값이 1입니다',
  },
  {
    what: 'shares that leave nothing',
    dataset: datasetOf(idsOf(9)),
    split: { validation: 0.5, test: 0.6 },
    code: 'SPLIT_FRACTIONS_TOO_LARGE',
    en: 'Validation takes 0.5 and test 0.6 of the records, which leaves none to train on',
    ko: '검증 비율 0.5에 테스트 비율 0.6까지 떼면',
  },
  {
    what: 'no records',
    dataset: datasetOf([]),
    split: { test: 0.5 },
    code: 'DATASET_EMPTY',
    en: 'set.fa: there are no records',
    ko: 'set.fa: 레코드가 하나도 없습니다',
  },
  {
    what: 'too few records',
    dataset: datasetOf(idsOf(2)),
    split: { validation: 0.4, test: 0.4 },
    code: 'SPLIT_PART_EMPTY',
    en: 'set.fa: the training part gets none of 2 records; expected at least one. Make the part larger',
    ko: 'set.fa: 레코드 2개 가운데 학습 부분에 들어간 것이 없습니다',
  },
  {
    what: 'a class too rare for a part',
    dataset: datasetOf(idsOf(100), rare(100, 3)),
    split: { test: 0.1 },
    code: 'SPLIT_CLASS_MISSING',
    en: 'set.fa: the test part (10 records) has no record of class 1 of task0, of which the data have 3; expected at least one in every part. Make the part larger',
    ko: 'set.fa: 테스트 부분(레코드 10개)에 task0의 클래스 1 레코드가 하나도 없습니다(데이터 전체에는 3개)',
  },
  {
    what: 'one-hot labels of a class too rare',
    dataset: datasetOf(
      idsOf(30),
      rare(30, 1).flatMap((one, i) => [one, i % 2 && !one ? 1 : 0, i % 2 || one ? 0 : 1]),
      { outputs: 3, taskNames: ['EI', 'IE', 'N'] },
    ),
    split: { validation: 0.2 },
    code: 'SPLIT_CLASS_MISSING',
    en: 'the validation part (6 records) has no record of class EI, of which the data have 1',
    ko: '검증 부분(레코드 6개)에 클래스 EI 레코드가 하나도 없습니다(데이터 전체에는 1개)',
  },
  {
    what: 'a chromosome without positives',
    dataset: datasetOf(
      windows(30),
      windows(30).map((id) => (id.startsWith('chr1') ? 1 : 0)),
    ),
    split: { ...byChromosome, chromosomes: { test: ['chr2'] } },
    code: 'SPLIT_CLASS_MISSING',
    en: 'has no record of class 1 of task0, of which the data have 10; expected at least one in every part. Name other chromosomes',
    ko: '다른 염색체를 지정하거나',
  },
  {
    what: 'an id without a chromosome',
    dataset: datasetOf([...windows(3), 'peak7', 'peak8']),
    split: { ...byChromosome, test: 0.5 },
    code: 'SPLIT_CHROMOSOME_UNREADABLE',
    en: 'set.fa: the id of record peak7 (row 3) names no chromosome, as of 2 records; expected ids such as chr1:100-201',
    ko: 'set.fa: 레코드 peak7(0부터 센 3번째 행)의 ID에서 염색체를 읽을 수 없습니다(이런 레코드 2개)',
  },
  {
    what: 'a chromosome that is not there',
    dataset: datasetOf(windows(9)),
    split: { ...byChromosome, chromosomes: { test: ['chr1', 'chr22'] } },
    code: 'SPLIT_CHROMOSOME_UNKNOWN',
    en: 'set.fa: no record is on chromosome chr22; the ids name chr1, chr2, chr3. Correct the name',
    ko: 'set.fa: 염색체 chr22에 있는 레코드가 없습니다. ID에 나오는 염색체: chr1, chr2, chr3',
  },
  {
    what: 'a chromosome in two parts',
    dataset: datasetOf(windows(9)),
    split: { ...byChromosome, chromosomes: { validation: ['2'], test: ['chr2'] } },
    code: 'SPLIT_CHROMOSOME_TWICE',
    en: 'Chromosome chr2 is named for validation and for the test',
    ko: '검증과 테스트에 같은 염색체(chr2)를 지정했습니다',
  },
  {
    what: 'every chromosome for the test',
    dataset: datasetOf(windows(9)),
    split: { ...byChromosome, chromosomes: { test: ['1', '2', '3'] } },
    code: 'SPLIT_PART_EMPTY',
    en: 'the training part gets none of 9 records in 3 groups; expected at least one. Name other chromosomes',
    ko: '레코드 9개(묶음 3개) 가운데 학습 부분에 들어간 것이 없습니다',
  },
  {
    what: 'a part by share and by chromosomes',
    dataset: datasetOf(windows(9)),
    split: { ...byChromosome, test: 0.2, chromosomes: { test: ['chr2'] } },
    code: 'SPLIT_PART_TWICE',
    en: 'The test part is given both as a share of the records and by chromosomes',
    ko: '테스트 부분에 레코드 비율과 염색체를 함께 지정했습니다',
  },
  {
    what: 'chromosomes for another method',
    dataset: datasetOf(windows(9)),
    split: { method: 'random', chromosomes: { test: ['chr2'] } },
    code: 'SPLIT_CHROMOSOMES_UNUSED',
    en: 'Chromosomes are named, and the method is random',
    ko: '염색체를 지정했지만 지정된 방법(random)에서는 쓰이지 않습니다',
  },
  {
    what: 'numbers, stratified',
    dataset: datasetOf(idsOf(4), [0.1, 0.2, 0.3, 0.4]),
    split: { test: 0.5, method: 'stratified' },
    code: 'SPLIT_LABELS_CONTINUOUS',
    en: 'set.fa: the labels are numbers, not classes, and the method is stratified',
    ko: 'set.fa: 레이블이 클래스가 아니라 수치인데',
  },
  {
    what: 'no labels, stratified',
    dataset: datasetOf(idsOf(4)),
    split: { test: 0.5, method: 'stratified' },
    code: 'LABELS_MISSING',
    en: 'set.fa',
    ko: 'set.fa',
  },
  {
    what: 'one group of similar records',
    dataset: datasetOf(idsOf(8), undefined, {
      sequences: sequenceSetFromStrings(idsOf(8), new Array(8).fill('ACGTTGCAAGGTACCTT')),
    }),
    split: { test: 0.25, method: 'similarity' },
    code: 'SPLIT_PART_EMPTY',
    en: 'the test part gets none of 8 records in 1 group; expected at least one. Records that are similar stay together',
    ko: '레코드 8개(묶음 1개) 가운데 테스트 부분에 들어간 것이 없습니다. 하나 이상 있어야 합니다. 비슷한 레코드는 나누지 않습니다',
  },
  {
    what: 'one fold',
    dataset: datasetOf(idsOf(9)),
    folds: { folds: 1 },
    code: 'ARGUMENT_INVALID',
    en: 'number of folds is 1; expected an integer',
    ko: '폴드 수 값이 1입니다',
  },
  {
    what: 'more folds than records',
    dataset: datasetOf(idsOf(9)),
    folds: { folds: 10 },
    code: 'ARGUMENT_INVALID',
    en: 'number of folds is 10',
    ko: '폴드 수 값이 10입니다',
  },
  {
    what: 'more folds than records of a class',
    dataset: datasetOf(idsOf(50), rare(50, 4)),
    folds: { folds: 5 },
    code: 'SPLIT_CLASS_MISSING',
    en: 'has no record of class 1 of task0, of which the data have 4; expected at least one in every part. Make the part larger, use fewer folds',
    ko: '폴드(레코드 10개)에 task0의 클래스 1 레코드가 하나도 없습니다(데이터 전체에는 4개)',
  },
  {
    what: 'more folds than chromosomes',
    dataset: datasetOf(windows(9)),
    folds: { folds: 4, method: 'chromosome' },
    code: 'SPLIT_PART_EMPTY',
    en: 'the fold 4 gets none of 9 records in 3 groups',
    ko: '레코드 9개(묶음 3개) 가운데 4번째 폴드에 들어간 것이 없습니다',
  },
]

describe('a bad split is refused', () => {
  it.each(TABLE)('$what', ({ dataset, split, folds, code, en, ko }) => {
    const attempt = () =>
      folds ? splitFolds(dataset, { folds: 2, seed: 1, ...folds }) : splitRecords(dataset, { seed: 1, ...split })
    let error: unknown
    try {
      attempt()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(HeliconError)
    if (!(error instanceof HeliconError)) return
    expect(error.code).toBe(code)
    expect(error.text('en')).toContain(en)
    expect(error.text('ko')).toContain(ko)
  })
})
