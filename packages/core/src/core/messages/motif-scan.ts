import { message } from './message.js'

/** Errors of scanning sequences with motifs. */
export const motifScanMessages = {
  MOTIF_LONGER_THAN_SEQUENCE: message<{ motif: string; positions: number; bases: number }>(
    'data',
    (d) =>
      `The motif ${d.motif} has ${d.positions} positions, the sequence only ${d.bases} bases; expected a sequence at least as long as the motif. Give a longer sequence or a shorter motif`,
    (d) =>
      `모티프의 자리가 ${d.positions}개인데 서열은 ${d.bases}염기뿐입니다(모티프: ${d.motif}). 서열이 모티프보다 짧으면 안 됩니다. 더 긴 서열이나 더 짧은 모티프를 사용하십시오`,
  ),
  MOTIF_WEIGHT_INVALID: message<{ motif: string; position: number; found: number }>(
    'data',
    (d) =>
      `The motif ${d.motif} has the weight ${d.found} at position ${d.position} (the first is 1); expected a finite number, or -Infinity for a base that never occurs, and one finite number at least at each position`,
    (d) =>
      `모티프의 ${d.position}번째 자리(1부터 셈)의 가중치가 ${d.found}입니다(모티프: ${d.motif}). 유한한 수이거나, 나오지 않는 염기이면 -Infinity여야 하며, 자리마다 유한한 수가 하나 이상 있어야 합니다`,
  ),
}
