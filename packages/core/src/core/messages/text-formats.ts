import { message } from './message.js'

/** Errors of writing sequences as text. Rows are counted from 0. */
export const textFormatMessages = {
  FASTA_ID_INVALID: message<{ dataset: string; row: number; found: string }>(
    'data',
    (d) =>
      `${d.dataset}: the id of row ${d.row} is ${JSON.stringify(d.found)}; FASTA takes ids of at least one character and without spaces, since readers end them at the first. Change the id, or write a table`,
    (d) =>
      `${d.dataset}: 0부터 센 ${d.row}번째 행의 ID가 ${JSON.stringify(d.found)}입니다. FASTA의 ID는 한 글자 이상이고 공백이 없어야 합니다(첫 공백까지만 ID로 읽힙니다). ID를 바꾸거나 표로 저장하십시오`,
  ),
}
