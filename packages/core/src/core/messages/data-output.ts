import { message } from './message.js'

/** Errors of records that cannot be written in the format that was asked for. */
export const dataOutputMessages = {
  OUTPUT_LENGTHS_DIFFER: message<{
    dataset: string
    record: string
    row: number
    found: number
    expected: number
    format: string
  }>(
    'data',
    (d) =>
      `${d.dataset}: record ${d.record} (row ${d.row}) has ${d.found} bases, those before it have ${d.expected}; ${d.format} holds sequences of one length. Bring them to one (--length ${d.expected} --fit both), or write FASTA or a table`,
    (d) =>
      `${d.dataset}: 레코드 ${d.record}(0부터 센 ${d.row}번째 행)의 길이는 ${d.found}염기이고 앞의 레코드는 ${d.expected}염기입니다. ${d.format} 형식에는 길이가 같은 서열만 담을 수 있습니다. 길이를 맞추거나(--length ${d.expected} --fit both) FASTA나 표로 쓰십시오`,
  ),
}
