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
 * sorted. Some messages look a detail up in a table of texts: while one is rendered, every table has an entry ‹name›.
 */
export function renderMessage(text) {
  const asked = new Set()
  const details = new Proxy(
    {},
    {
      get(_target, key) {
        const name = String(key)
        asked.add(name)
        Object.defineProperty(Object.prototype, `‹${name}›`, { configurable: true, get: () => named(name) })
        return named(name)
      },
    },
  )
  try {
    return { text: String(text(details)), details: [...asked].sort() }
  } finally {
    for (const name of asked) delete Object.prototype[`‹${name}›`]
  }
}

/** Every error code, its exit code and its text as a Markdown table. */
export function errorTable(messages, exitCodes, language) {
  const heading = language === 'ko' ? '| 코드 | 종료 코드 | 메시지 |' : '| code | exit code | message |'
  const rows = Object.keys(messages)
    .sort()
    .map((code) => {
      const { kind, [language]: text } = messages[code]
      const shown = renderMessage(text).text
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
