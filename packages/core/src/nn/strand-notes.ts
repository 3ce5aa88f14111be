import { at } from '../core/arrays.js'
import type { LayerGraph } from '../engine/graph.js'
import { framedLength } from '../engine/strand-frame.js'
import type { LossNote } from './losses.js'
import { strandReach } from './strand-reach.js'

/** What is to be said of a model that reads both strands; nothing of one that reads the records as they are. */
export function strandNotes(graph: LayerGraph): readonly LossNote[] {
  return graph.inputs.flatMap((index) => {
    const node = at(graph.nodes, index)
    const strands = node.op === 'input' ? node.strands : undefined
    if (strands === undefined) return []
    if (strands.kind === 'average') return [AVERAGED]
    const { length, gap } = strands
    const positions = framedLength(strands)
    const place: LossNote = {
      en: `Input "${node.layer}" holds both strands of a record: its ${length} bases and, after ${gap} N, their reverse complement, ${positions} positions with the N at both ends.`,
      ko: `입력 "${node.layer}"에는 레코드의 두 가닥이 모두 들어갑니다. 염기 ${length}개와 N ${gap}개 뒤의 역상보 서열이며, 양 끝의 N까지 ${positions}칸입니다.`,
    }
    return [place, strandReach(graph, index).alike ? ALIKE : ONLY_FILTERS]
  })
}

const AVERAGED: LossNote = {
  en: 'Every output of a prediction is the mean over both strands. Training reads the records as they are; with reverseComplement it reads either strand.',
  ko: '예측의 모든 출력은 두 가닥의 평균입니다. 학습은 레코드를 그대로 읽으며, reverseComplement를 켜면 두 가닥 중 하나를 읽습니다.',
}
const ALIKE: LossNote = {
  en: 'Its outputs are the same for a record and its reverse complement.',
  ko: '레코드와 그 역상보 서열의 출력이 같습니다.',
}
const ONLY_FILTERS: LossNote = {
  en: 'The filters are shared between the strands, but what follows them (flatten, or positions that are joined) tells the strands apart: a record and its reverse complement get different outputs. Use global pooling instead of flatten for equal ones.',
  ko: '두 가닥이 필터를 공유하지만 그 뒤의 층(flatten이나 위치를 잇는 층)은 가닥을 구별하므로 레코드와 그 역상보 서열의 출력이 다릅니다. 같게 하려면 flatten 대신 전역 풀링을 쓰십시오.',
}
