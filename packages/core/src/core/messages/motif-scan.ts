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
  MOTIF_NOT_FOUND: message<{ file: string; found: string; motifs: number; nearest: string | undefined }>(
    'usage',
    (d) =>
      `${d.file}: none of the ${d.motifs} motifs has the id or name ${JSON.stringify(d.found)}${d.nearest === undefined ? '' : `. Did you mean ${JSON.stringify(d.nearest)}?`}`,
    (d) =>
      `${d.file}: 모티프 ${d.motifs}개 가운데 ID나 이름이 ${JSON.stringify(d.found)}인 것이 없습니다${d.nearest === undefined ? '' : `. 혹시 ${JSON.stringify(d.nearest)}입니까?`}`,
  ),
  MOTIF_LEAST_SCORE_INFINITE: message<{ motif: string }>(
    'data',
    (d) =>
      `Motif ${d.motif} has bases of probability 0, so that its lowest score is -Infinity and there is no share of the way from there to its highest. Give a pseudocount above 0, or a p-value or a score as the limit`,
    (d) =>
      `모티프 ${d.motif}에는 확률이 0인 염기가 있어 최저 점수가 -Infinity이므로 최고 점수까지의 비율을 정할 수 없습니다. 0보다 큰 유사 횟수를 주거나 p-값이나 점수로 기준을 정하십시오`,
  ),
}
