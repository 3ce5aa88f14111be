import { message } from './message.js'
import { shownValue } from './number-text.js'

/** Where a matrix or an instance stands in a file, where it comes from one. Lines are counted from 1. */
export type MotifPlace = { readonly file?: string; readonly line?: number }

/** `motifs.txt:12: `, or nothing where no file is read. */
export function placed(d: MotifPlace): string {
  if (d.file === undefined) return ''
  return d.line === undefined ? `${d.file}: ` : `${d.file}:${d.line}: `
}

/** Errors of the matrices of motifs. Instances and positions are counted from 1, as the columns of a logo are. */
export const motifMessages = {
  MOTIF_INSTANCES_EMPTY: message<MotifPlace>(
    'data',
    (d) => `${placed(d)}there are no instances; expected at least one aligned site, such as TACAA`,
    (d) => `${placed(d)}부위 서열이 하나도 없습니다. TACAA처럼 정렬된 서열이 하나 이상 있어야 합니다`,
  ),
  MOTIF_INSTANCE_EMPTY: message<MotifPlace & { record: number }>(
    'data',
    (d) => `${placed(d)}instance ${d.record} has no bases; expected a site of the letters A, C, G, T`,
    (d) => `${placed(d)}${d.record}번째 부위 서열에 염기가 없습니다. A, C, G, T로 된 서열이 있어야 합니다`,
  ),
  MOTIF_INSTANCE_LENGTH: message<MotifPlace & { record: number; found: number; expected: number }>(
    'data',
    (d) =>
      `${placed(d)}instance ${d.record} has ${d.found} bases; expected ${d.expected}, as in the first. Align the sites and cut them to one length`,
    (d) =>
      `${placed(d)}${d.record}번째 부위 서열의 길이가 ${d.found}염기입니다. 첫 서열과 같이 ${d.expected}염기여야 합니다. 서열을 정렬하여 길이를 맞춰 주십시오`,
  ),
  MOTIF_INSTANCE_LETTER: message<MotifPlace & { record: number; position: number; found: string }>(
    'data',
    (d) =>
      `${placed(d)}instance ${d.record} has ${JSON.stringify(d.found)} at position ${d.position} (from 1); expected A, C, G or T. A matrix cannot count other letters: leave the instance out`,
    (d) =>
      `${placed(d)}${d.record}번째 부위 서열의 ${d.position}번째 글자가 ${JSON.stringify(d.found)}입니다. A, C, G, T 중 하나여야 합니다. 다른 글자는 셀 수 없으니 그 서열을 빼 주십시오`,
  ),
  MOTIF_VALUE_INVALID: message<
    MotifPlace & { motif: string; position: number; base: string; found: number; kind: 'counts' | 'probabilities' }
  >(
    'data',
    (d) =>
      `${placed(d)}motif ${d.motif}: the value of ${d.base} at position ${d.position} (from 1) is ${shownValue(d.found)}; expected ${d.kind === 'counts' ? 'a count: a finite number, 0 or larger' : 'a probability from 0 to 1'}`,
    (d) =>
      `${placed(d)}모티프 ${d.motif}: ${d.position}번째 위치의 ${d.base} 값이 ${shownValue(d.found)}입니다. ${d.kind === 'counts' ? '0 이상의 유한한 수(횟수)여야 합니다' : '0 이상 1 이하의 확률이어야 합니다'}`,
  ),
  MOTIF_SUM_WRONG: message<MotifPlace & { motif: string; position: number; found: number }>(
    'data',
    (d) =>
      `${placed(d)}motif ${d.motif}: the probabilities at position ${d.position} (from 1) have the sum ${shownValue(d.found)}; expected 1. For counts, read them as counts`,
    (d) =>
      `${placed(d)}모티프 ${d.motif}: ${d.position}번째 위치의 확률을 더하면 ${shownValue(d.found)}입니다. 합이 1이어야 합니다. 횟수라면 횟수로 읽어 주십시오`,
  ),
  MOTIF_COLUMN_ZERO: message<MotifPlace & { motif: string; position: number }>(
    'data',
    (d) =>
      `${placed(d)}motif ${d.motif}: all four counts at position ${d.position} (from 1) are 0, and probabilities cannot be made of them. Give a pseudocount, for example 0.5, or remove the position`,
    (d) =>
      `${placed(d)}모티프 ${d.motif}: ${d.position}번째 위치의 네 횟수가 모두 0이어서 확률을 구할 수 없습니다. 0.5와 같은 유사 횟수(pseudocount)를 주거나 그 위치를 빼 주십시오`,
  ),
  MOTIF_SITES_UNKNOWN: message<{ motif: string }>(
    'data',
    (d) =>
      `Motif ${d.motif} has probabilities and no number of sites, so that no counts can be made of it. Give the number of sites, or write a format of probabilities (meme, homer)`,
    (d) =>
      `모티프 ${d.motif}에는 확률만 있고 부위 수가 없어 횟수를 구할 수 없습니다. 부위 수를 주거나 확률을 담는 형식(meme, homer)으로 쓰십시오`,
  ),
}
