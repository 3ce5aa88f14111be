import { message } from './message.js'

const shapeText = (shape: readonly number[]) => `[${shape.join(', ')}]`

/** Errors of both strands, of lengths that are fitted, and of labels that are missing. */
export const strandsMessages = {
  MODEL_STRANDS_INPUT: message<{ input: string; shape: readonly number[]; strands: string }>(
    'data',
    (d) =>
      `Input "${d.input}" of shape ${shapeText(d.shape)} has strands: ${d.strands}, but only an input of bases, of shape [length, 4], has two strands. Remove strands from this input`,
    (d) =>
      `모양이 ${shapeText(d.shape)}인 입력 "${d.input}"에 strands: ${d.strands} 설정이 있습니다. 모양이 [length, 4]인 염기 입력에만 두 가닥이 있으니 이 입력에서 strands를 빼십시오`,
  ),
  MODEL_STRANDS_OUTPUT: message<{ output: string; shape: readonly number[]; strands: string }>(
    'data',
    (d) =>
      `Output "${d.output}" has shape ${shapeText(d.shape)}, a value for each position, which a model with strands: ${d.strands} cannot give: the positions of the two strands are not the same. End the model in global pooling or flatten, or use strands: one`,
    (d) =>
      `출력 "${d.output}"의 모양은 ${shapeText(d.shape)}로 위치마다 값이 있는데, strands: ${d.strands} 모델은 두 가닥의 위치가 서로 달라 그런 출력을 낼 수 없습니다. 전역 풀링이나 flatten을 거치게 하거나 strands: one을 쓰십시오`,
  ),
  LABEL_NEVER_KNOWN: message<{ dataset: string; task: string }>(
    'data',
    (d) =>
      `${d.dataset}: no label of ${d.task} is known (all have weight 0); expected records of both classes. Add labels, or leave this column out`,
    (d) =>
      `${d.dataset}: ${d.task}의 알려진 레이블이 하나도 없습니다(가중치가 모두 0). 두 클래스의 레코드가 모두 있어야 합니다. 레이블을 채우거나 이 열을 빼십시오`,
  ),
  SEQUENCE_SHORTER_THAN_KERNEL: message<{
    dataset: string
    record: string
    row: number
    found: number
    kernel: number
  }>(
    'data',
    (d) =>
      `${d.dataset}: record ${d.record} (row ${d.row}) has ${d.found} bases, but the first filters of the network see ${d.kernel}; expected at least as many. Use longer windows, a smaller kernelSize, or a greater length with fit: pad, which fills in N`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 길이는 ${d.found}염기인데 신경망의 첫 필터는 ${d.kernel}염기를 봅니다. 그 이상이어야 합니다. 구간을 늘리거나 kernelSize를 줄이거나, length를 늘리고 fit: pad로 N을 채우십시오`,
  ),
}
