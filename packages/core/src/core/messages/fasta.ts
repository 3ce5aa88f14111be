import { message } from './message.js'

/** Errors of FASTA files. Lines and columns are counted from 1. */
export const fastaMessages = {
  FASTA_EMPTY: message<{ file: string }>(
    'data',
    (d) => `${d.file}: there are no sequences; expected a line such as ">id" and lines of letters after it`,
    (d) => `${d.file}: 서열이 없습니다. ">id"와 같은 줄 다음에 서열 줄이 있어야 합니다`,
  ),
  FASTA_HEADER_MISSING: message<{ file: string; line: number; found: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}: the line starts with ${JSON.stringify(d.found)}; expected ">" and the id of the first sequence. This is no FASTA file, or its first line is missing`,
    (d) =>
      `${d.file}:${d.line}: 줄이 ${JSON.stringify(d.found)}로 시작합니다. 첫 서열의 ID가 있는 ">" 줄이 먼저 있어야 합니다. FASTA 파일이 아니거나 첫 줄이 빠졌습니다`,
  ),
  FASTA_ID_MISSING: message<{ file: string; line: number }>(
    'data',
    (d) => `${d.file}:${d.line}: there is no id after ">"; expected a name of the sequence, such as ">seq1"`,
    (d) => `${d.file}:${d.line}: ">" 뒤에 ID가 없습니다. ">seq1"처럼 서열의 이름이 있어야 합니다`,
  ),
  FASTA_LETTER_INVALID: message<{ file: string; line: number; column: number; found: string; record: string }>(
    'data',
    (d) =>
      `${d.file}:${d.line}:${d.column}: the sequence ${d.record} has ${JSON.stringify(d.found)}; expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters. Proteins, gaps and quality values cannot be read`,
    (d) =>
      `${d.file}:${d.line}:${d.column}: 서열 ${d.record}에 ${JSON.stringify(d.found)} 글자가 있습니다. DNA나 RNA의 글자(A, C, G, T, U, N 등의 IUPAC 글자)만 쓸 수 있습니다. 단백질, 갭, 품질 값은 읽을 수 없습니다`,
  ),
}
