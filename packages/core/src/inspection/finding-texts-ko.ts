import type { FindingTexts } from './finding.js'
import { grouped, percent } from './finding-numbers.js'

const PARTS: Readonly<Record<string, string>> = { train: '학습 부분', validation: '검증 부분', test: '테스트 부분' }

const named = (part: string): string => PARTS[part] ?? part
const records = (count: number): string => `레코드 ${grouped(count)}개`
const classOf = (label: string, task: string | undefined): string =>
  task === undefined ? `클래스 ${label}` : `${task}의 클래스 ${label}`
const first = (example: string | undefined): string => (example === undefined ? '' : `(첫 번째: ${example})`)

/** What `data inspect` says about the data in Korean. */
export const findingTextsKo: FindingTexts = {
  LENGTHS_DIFFER: (d) =>
    `${named(d.part)}: 레코드 길이가 ${grouped(d.shortest)}염기부터 ${grouped(d.longest)}염기까지 다양합니다(중앙값 ${grouped(d.median)}염기). 신경망은 한 가지 길이만 받습니다. 길이와 함께 crop, pad, both 중 하나를 지정하지 않으면 길이가 다른 레코드를 거부합니다.`,
  LETTERS_UNKNOWN: (d) =>
    `${named(d.part)}: ${records(d.records)}에 A, C, G, T가 아닌 글자가 있습니다(${grouped(d.letters)}자, 전체 글자의 ${percent(d.share)}). N으로 유지하며, 신경망은 이를 염기가 없는 자리로 봅니다.`,
  RECORDS_UNKNOWN: (d) =>
    `${named(d.part)}: ${records(d.records)}에 염기가 하나도 없습니다. 그대로 두지만, 클래스 비율 말고는 배우거나 평가할 것이 없으니 빼는 것이 좋습니다.`,
  LABELS_MISSING: (d) =>
    `${named(d.part)}: ${records(d.records)}에 ${d.task === undefined ? '' : `${d.task} `}레이블이 없습니다. 해당 손실과 지표에서 가중치 0으로 처리합니다.`,
  CLASS_SINGLE: (d) =>
    `${named(d.part)}: ${records(d.records)}가 모두 ${classOf(d.label, d.task)}입니다. 이대로는 학습할 수 없습니다. 다른 클래스의 레코드를 넣거나 음성 서열(셔플 또는 유전체 구간)을 만드십시오.`,
  CLASS_RARE: (d) =>
    `${named(d.part)}: ${classOf(d.label, d.task)}의 레코드가 ${grouped(d.records)}개(${percent(d.share)})뿐입니다. 클래스 가중치를 지정하지 않으면 비율 그대로 학습합니다. AUROC와 함께 평균 정밀도를 확인하십시오.`,
  CLASS_ABSENT: (d) =>
    `${named(d.part)}: ${named(d.earlier)}에는 있는 ${classOf(d.label, d.task)}의 레코드가 하나도 없습니다. 여기서는 이 클래스를 평가할 수 없습니다. 층화하여 나누십시오.`,
  GC_SEPARATES: (d) =>
    `${named(d.part)}: GC 비율만 보아도 ${classOf(d.label, d.task)} 레코드를 나머지와 구별할 수 있습니다(AUROC ${d.auroc.toFixed(3)}${d.auroc < 0.5 ? ', GC 비율이 더 낮음' : ''}). 신경망이 이것만 배울 수도 있습니다. 따로 조치하지 않으니, 보고서의 GC 기준선과 비교하거나 조성이 같은 음성 서열을 쓰십시오.`,
  LENGTH_SEPARATES: (d) =>
    `${named(d.part)}: 길이만 보아도 ${classOf(d.label, d.task)} 레코드를 나머지와 구별할 수 있습니다(AUROC ${d.auroc.toFixed(3)}${d.auroc < 0.5 ? ', 길이가 더 짧음' : ''}). 패딩을 하면 신경망이 길이를 알게 되므로, 모든 레코드를 가장 짧은 길이로 자르십시오.`,
  SEQUENCES_REPEATED: (d) =>
    `${named(d.part)}: ${records(d.records)}가 앞선 레코드와 같습니다. 두 번 이상 나오는 서열은 ${grouped(d.sequences)}가지입니다${first(d.example)}. 그대로 둡니다. 유사도로 나누면 한 부분에 모입니다.`,
  REVERSE_COMPLEMENTS: (d) =>
    `${named(d.part)}: ${records(d.records)}가 앞선 레코드의 역상보 서열과 같습니다. 그대로 둡니다. 유사도로 나누면 한 부분에 모입니다.`,
  LABELS_CONFLICT: (d) =>
    `${named(d.part)}: 서열 ${grouped(d.sequences)}가지가 레코드마다 다른 레이블을 가집니다(${records(d.records)}). 그대로 두지만, 어떤 신경망도 모두 맞힐 수 없습니다. 레이블을 고치거나 레코드를 빼십시오.`,
  IDS_REPEATED: (d) =>
    `${named(d.part)}: ${records(d.records)}의 ID가 앞선 레코드와 같습니다${first(d.example)}. 모두 유지하지만 예측 결과를 ID로 구별할 수 없습니다.`,
  PARTS_SHARE_SEQUENCES: (d) =>
    `${named(d.part)}: ${records(d.records)}(${percent(d.share)})가 ${named(d.earlier)}에도 있습니다. 그중 역상보 서열은 ${grouped(d.reverseComplements)}개, 레이블이 다른 것은 ${grouped(d.conflicting)}개입니다${first(d.example)}. 빼지 않으므로 이 부분의 점수는 실제보다 높게 나옵니다. 겹치는 레코드를 빼거나 유사도로 나누십시오.`,
  PARTS_SHARE_IDS: (d) =>
    `${named(d.part)}: ${records(d.records)}의 ID가 ${named(d.earlier)}에도 있습니다. 모두 유지합니다. 같은 레코드인지 확인하십시오.`,
  PARTS_NEIGHBOUR: (d) =>
    `${named(d.part)}: ${records(d.overlapping + d.adjacent)}(${percent(d.share)})가 유전체에서 ${named(d.earlier)}의 레코드와 이웃합니다. ${grouped(d.overlapping)}개는 겹치고, ${grouped(d.adjacent)}개는 제 길이 이내로 떨어져 있습니다. 빼지 않으므로 이 부분의 점수가 다른 염색체에서보다 높게 나올 수 있습니다. 염색체로 나누십시오.`,
  PARTS_SIMILAR: (d) =>
    `${named(d.part)}: ${records(d.records)}(${percent(d.share)})가 ${named(d.earlier)}의 레코드와 서열이 많이 겹칩니다. 빼지 않으므로 이 부분의 점수가 실제보다 높게 나올 수 있습니다. 유사도로 나누십시오.`,
}
