import type { GenomeNegativesFacts, PeakWindows } from '@helicon/core'
import type { TextPair } from '../config/text-pair.js'
import { grouped, percent } from '../console/numbers.js'

/** What is said of the records of a source; a warning where most of them is not what the user may think. */
export type SourceNote = TextPair & { readonly warning?: true }

/** What is said of records that were not taken as they stand. Counts of records; lengths in bases. */
export const sourceNotes = {
  cropped: (count: number, records: number, length: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} records were longer than ${length} bases: their middle was kept`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개가 ${length}염기보다 길어 가운데 부분만 남겼습니다`,
  }),
  /** @param bases of the longest of the `count` records, which `record` names */
  hardlyRead: (count: number, record: string, bases: number, length: number): SourceNote => ({
    warning: true,
    en: `${count === 1 ? '' : `${grouped(count)} records are more than twice as long as what was taken of them; the longest, `}record '${record}' has ${grouped(bases)} bases, and nothing but the ${grouped(length)} in its middle was looked at. To score every window of a long sequence, use scanWindows of the library, or cut the sequence into windows first`,
    ko: `${count === 1 ? '' : `레코드 ${grouped(count)}개가 남긴 부분의 두 배보다 깁니다. 가장 긴 `}레코드 '${record}'의 길이는 ${grouped(bases)}염기인데, 한가운데 ${grouped(length)}염기만 보고 나머지는 전혀 보지 않았습니다. 긴 서열의 모든 구간을 예측하려면 라이브러리의 scanWindows를 쓰거나 서열을 먼저 구간으로 잘라 넣으십시오`,
  }),
  padded: (count: number, records: number, length: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} records were shorter than ${length} bases: N was put on both sides`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개가 ${length}염기보다 짧아 양쪽을 N으로 채웠습니다`,
  }),
  shorterThanKernel: (count: number, kernel: number): TextPair => ({
    en: `${grouped(count)} records have fewer bases than the first filters are wide (${kernel}): these never see such a record without N`,
    ko: `레코드 ${grouped(count)}개는 첫 층 필터의 너비(${kernel}염기)보다 짧아, 필터가 언제나 N을 함께 봅니다`,
  }),
  unknown: (count: number, records: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} records have letters other than A, C, G and T, which are read as N: no base`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개에 A, C, G, T가 아닌 글자가 있어 염기가 없는 자리(N)로 읽었습니다`,
  }),
  allUnknown: (count: number, records: number): SourceNote => ({
    warning: true,
    en: `${grouped(count)} of ${grouped(records)} records do not have a single base: what is predicted for them means nothing`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개에는 염기가 하나도 없어 예측값에 아무 뜻이 없습니다`,
  }),
  unchanged: (count: number, records: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} shuffles came out as they went in, too short or too simple to be shuffled`,
    ko: `셔플 ${grouped(records)}개 가운데 ${grouped(count)}개는 너무 짧거나 단순해서 원래 서열 그대로입니다`,
  }),
  /** @param intervals lines of the BED files */
  windows: (
    intervals: number,
    found: Pick<PeakWindows, 'windows' | 'leftOut' | 'withUnknown'>,
  ): readonly TextPair[] => {
    const { windows, leftOut, withUnknown } = found
    const { missingChromosome, outside, edge, duplicate } = leftOut
    const reasons: (readonly [number, TextPair])[] = [
      [missingChromosome, { en: 'on chromosomes that it does not have', ko: '유전체에 없는 염색체' }],
      [outside, { en: 'outside of it', ko: '유전체 범위 밖' }],
      [edge, { en: 'too near to an end', ko: '염색체 끝에 너무 가까움' }],
      [duplicate, { en: 'with the window of an earlier peak', ko: '앞선 피크와 같은 구간' }],
    ]
    const given = reasons.filter(([count]) => count > 0)
    const list = given.map(([count, why]) => `${grouped(count)} ${why.en}`).join(', ')
    const koList = given.map(([count, why]) => `${why.ko} ${grouped(count)}개`).join(', ')
    return [
      {
        en: `${grouped(windows.length)} of ${grouped(intervals)} peaks are windows of the genome${given.length > 0 ? `; left out: ${list}` : ''}`,
        ko: `피크 ${grouped(intervals)}개 가운데 ${grouped(windows.length)}개를 유전체 구간으로 썼습니다${given.length > 0 ? `. 뺀 것: ${koList}` : ''}`,
      },
      ...(withUnknown > 0
        ? [
            {
              en: `${grouped(withUnknown)} windows hold letters other than A, C, G and T`,
              ko: `구간 ${grouped(withUnknown)}개에 A, C, G, T가 아닌 글자가 있습니다`,
            },
          ]
        : []),
    ]
  },
  touching: (count: number): readonly TextPair[] =>
    count === 0
      ? []
      : [
          {
            en: `${grouped(count)} windows of other peaks touch a positive and were left out`,
            ko: `다른 피크의 구간 가운데 양성과 겹치는 ${grouped(count)}개를 뺐습니다`,
          },
        ],
  drawn: ({ found, wanted, gc }: GenomeNegativesFacts): readonly TextPair[] => {
    const share = (value: number) => `${percent(value)}%`
    const short = found < wanted
    return [
      {
        en: `${grouped(found)} negatives were drawn from the genome${short ? `, of ${grouped(wanted)} wanted: it has no more windows like the positives` : ''}; G+C ${share(gc.negatives.mean)} (positives ${share(gc.positives.mean)})`,
        ko: `음성 ${grouped(found)}개를 유전체에서 뽑았습니다${short ? `(필요한 것은 ${grouped(wanted)}개이지만 양성과 비슷한 구간이 더 없습니다)` : ''}. G+C ${share(gc.negatives.mean)}(양성 ${share(gc.positives.mean)})`,
      },
    ]
  },
} as const
