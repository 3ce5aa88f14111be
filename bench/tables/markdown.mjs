import { readFileSync, writeFileSync } from 'node:fs'

export const NONE = '–'

export const count = (value) => (value === undefined ? NONE : Math.round(value).toLocaleString('en'))
/** Three digits, as many as a measurement like these is good for. */
export const number = (value) => (value === undefined ? NONE : formatted(value))
export const ratio = (value, base) => (value === undefined || base === undefined ? NONE : `${formatted(value / base)}×`)
export const megabytes = (bytes) => (bytes === undefined || bytes === null ? NONE : `${count(bytes / 1e6)}`)
export const percent = (value, base) =>
  value === undefined || base === undefined ? NONE : `${Math.round((100 * value) / base)}%`

function formatted(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : 2)
}

export const threadText = (threads) => `${threads} ${threads === 1 ? 'thread' : 'threads'}`

/** A table in Markdown; the first column is text, so are remarks, which have no header; the others are numbers. */
export function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [
    line(header),
    `|${header.map((name, column) => (column === 0 || name === '' ? '---' : '---:')).join('|')}|`,
    ...rows.map(line),
  ].join('\n')
}

/** Puts the text between the markers of a name. Throws where the Markdown has no such place. */
export function replaceBetweenMarkers(markdown, name, text) {
  const start = `<!-- ${name}: start -->`
  const end = `<!-- ${name}: end -->`
  const from = markdown.indexOf(start)
  const to = markdown.indexOf(end)
  if (from < 0 || to < from) throw new Error(`no place for results between ${start} and ${end}`)
  return `${markdown.slice(0, from + start.length)}\n${text}\n${markdown.slice(to)}`
}

export function updateMarkdown(path, texts) {
  const before = readFileSync(path, 'utf8')
  const after = Object.entries(texts).reduce((text, [name, part]) => replaceBetweenMarkers(text, name, part), before)
  writeFileSync(path, after)
}
