import { message } from './message.js'

/** Labels that are called otherwise than those of the training data. */
export const labelOrderMessages = {
  LABEL_NAMES_DIFFER: message<{ dataset: string; found: readonly string[]; expected: readonly string[] }>(
    'data',
    (d) =>
      `${d.dataset}: the labels are of ${d.found.join(', ')}; expected ${d.expected.join(', ')}, as in the training data or in the names of classes that were given. Call them the same, in any order`,
    (d) =>
      `${d.dataset}: 레이블의 이름이 ${d.found.join(', ')}입니다. 학습 데이터 또는 지정한 클래스 이름과 같아야 합니다: ${d.expected.join(', ')}. 이름을 똑같이 맞추십시오. 순서는 달라도 됩니다`,
  ),
}
