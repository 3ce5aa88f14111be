import { HeliconError, type ReportHistory } from '@helicon/core'

/**
 * `history.csv` by column. An empty field was not computed or is undefined: null. `NaN` and infinities stay what they
 * are, so that a training that broke down shows.
 *
 * @throws HeliconError `RUN_FILE_INVALID` naming the line
 */
export function parseHistory(text: string, file: string): ReportHistory {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '')
  const names = head.split(',')
  if (names[0] !== 'epoch') throw invalid(file, 1)
  const rows = lines.map((line, index) => {
    const fields = line.split(',')
    if (fields.length !== names.length) throw invalid(file, index + 2)
    const values = fields.map((field) => fieldValue(field, file, index + 2))
    if (!Number.isSafeInteger(values[0])) throw invalid(file, index + 2)
    return values
  })
  const columns = names.map((name, column) => [name, rows.map((row) => row[column] ?? null)] as const)
  return { epochs: rows.map(([epoch]) => epoch ?? Number.NaN), columns: Object.fromEntries(columns.slice(1)) }
}

function fieldValue(field: string, file: string, line: number): number | null {
  if (field === '') return null
  const value = Number(field)
  if (Number.isNaN(value) && field !== 'NaN') throw invalid(file, line)
  return value
}

function invalid(file: string, line: number): HeliconError {
  const problem = {
    en: `line ${line} is not what a run writes: one number a column`,
    ko: `${line}번째 줄이 실행이 쓴 것과 다릅니다. 열마다 수가 하나씩 있어야 합니다`,
  }
  return new HeliconError('RUN_FILE_INVALID', { file, problem })
}
