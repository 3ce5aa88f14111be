import type { TextPair } from '../config/text-pair.js'
import { grouped } from '../console/numbers.js'

/** What is said of records that were not taken as they stand. Counts of records; lengths in bases. */
export const sourceNotes = {
  cropped: (count: number, records: number, length: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} records were longer than ${length} bases: their middle was kept`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개가 ${length}염기보다 길어 가운데 부분만 남겼습니다`,
  }),
  padded: (count: number, records: number, length: number): TextPair => ({
    en: `${grouped(count)} of ${grouped(records)} records were shorter than ${length} bases: N was put on both sides`,
    ko: `레코드 ${grouped(records)}개 가운데 ${grouped(count)}개가 ${length}염기보다 짧아 양쪽을 N으로 채웠습니다`,
  }),
  peaks: (windows: number, intervals: number): TextPair => ({
    en: `${grouped(windows)} of ${grouped(intervals)} peaks lie on this genome`,
    ko: `피크 ${grouped(intervals)}개 가운데 ${grouped(windows)}개가 이 유전체에 있습니다`,
  }),
} as const
