import { message } from './message.js'

/** Errors of scanning sequences with motifs. */
export const motifScanMessages = {
  MOTIF_LONGER_THAN_SEQUENCE: message<{ motif: string; positions: number; bases: number }>(
    'data',
    (d) =>
      `Motif ${d.motif} has ${d.positions} positions, the sequence only ${d.bases} bases; expected a sequence at least as long as the motif. Give a longer sequence or a shorter motif`,
    (d) =>
      `모티프 ${d.motif}의 길이는 ${d.positions}인데 서열은 ${d.bases}염기뿐입니다. 서열은 모티프보다 짧을 수 없습니다. 더 긴 서열이나 더 짧은 모티프를 사용하십시오`,
  ),
  MOTIF_WEIGHT_INVALID: message<{ motif: string; position: number; found: number }>(
    'data',
    (d) =>
      `Motif ${d.motif}: a weight at position ${d.position} (from 1) is ${d.found}; expected a finite number, or -Infinity for a base that never occurs, and one finite number at least at each position`,
    (d) =>
      `모티프 ${d.motif}: ${d.position}번째 위치에 값이 ${d.found}인 가중치가 있습니다. 가중치는 유한한 수이거나 나오지 않는 염기를 뜻하는 -Infinity여야 하며, 위치마다 유한한 수가 하나 이상 있어야 합니다`,
  ),
}
