/** Details that a message looks up in a table, so that no stand-in will do: one of its words, by code. */
const CHOICES = {
  PICKLE_INVALID: { problem: 'stack' },
  SAFETENSORS_HEADER_JSON: { reason: 'notJson' },
  MODEL_SHAPES_DIFFER: { rule: 'same' },
}

/** A stand-in for any detail of a message: it prints as its name, however it is asked. */
function named(name) {
  return new Proxy(() => named(name), {
    get(_target, key) {
      switch (key) {
        case Symbol.toPrimitive:
        case 'toString':
        case 'join':
        case 'toJSON':
          return () => `‹${name}›`
        case Symbol.iterator:
          return () => [named(name)][Symbol.iterator]()
        case 'length':
        case 'size':
          return 2
        case 'kind':
          return 'oneOf'
        default:
          return named(name)
      }
    },
  })
}

/**
 * A message in one language, with ‹name› where it fills a detail in, and the names of the details that it asked for,
 * sorted.
 */
export function renderMessage(code, text) {
  const choices = CHOICES[code] ?? {}
  const asked = new Set()
  const details = new Proxy(choices, {
    get(_target, key) {
      asked.add(String(key))
      return choices[key] ?? named(String(key))
    },
  })
  return { text: String(text(details)), details: [...asked].sort() }
}

/** Every error code, its exit code and its text as a Markdown table. */
export function errorTable(messages, exitCodes, language) {
  const heading = language === 'ko' ? '| 코드 | 종료 코드 | 메시지 |' : '| code | exit code | message |'
  const rows = Object.keys(messages)
    .sort()
    .map((code) => {
      const { kind, [language]: text } = messages[code]
      const shown = renderMessage(code, text).text
      const escaped = shown.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', '<br>')
      return `| \`${code}\` | ${exitCodes[kind]} | ${escaped} |`
    })
  return [heading, '|---|---|---|', ...rows].join('\n')
}

const START = '<!-- errors: start -->'
const END = '<!-- errors: end -->'

/** The page with its table replaced. */
export function withTable(page, table) {
  const start = page.indexOf(START)
  const end = page.indexOf(END)
  if (start < 0 || end < start) throw new Error(`The page has no ${START} and ${END}`)
  return `${page.slice(0, start + START.length)}\n\n${table}\n\n${page.slice(end)}`
}
