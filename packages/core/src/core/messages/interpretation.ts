import { message } from './message.js'

/** Errors of looking into a trained network. */
export const interpretationMessages = {
  FILTERS_NOT_READABLE: message<{ layers: readonly string[] }>(
    'data',
    (d) =>
      `The filters of this model cannot be read as motifs: no conv1d layer takes the sequence itself (the first layers are: ${d.layers.join(', ')}). Models whose first layer is a conv1d on an input of shape [length, 4] can be`,
    (d) =>
      `이 모델의 필터는 모티프로 읽을 수 없습니다. 서열을 바로 받는 conv1d 층이 없습니다(첫 층: ${d.layers.join(', ')}). 모양이 [length, 4]인 입력에 conv1d가 첫 층으로 오는 모델만 읽을 수 있습니다`,
  ),
  FILTER_SEQUENCE_LENGTH: message<{ record: string; row: number; found: number; expected: number }>(
    'data',
    (d) =>
      `Record ${d.record} (row ${d.row}) has ${d.found} bases; the model takes ${d.expected}. Cut or extend the sequences to that length`,
    (d) =>
      `레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 길이가 ${d.found}염기인데 모델은 ${d.expected}염기를 받습니다. 서열을 그 길이로 자르거나 늘리십시오`,
  ),
}
