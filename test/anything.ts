type Values = Readonly<Record<string, unknown>>

/** A value that can be called, indexed, iterated and printed: it stands for any detail of a message. */
function anything(): unknown {
  return new Proxy(() => anything(), {
    get(_target, key) {
      if (key === Symbol.toPrimitive) return () => '7'
      if (key === Symbol.iterator) return () => [][Symbol.iterator]()
      if (key === 'length' || key === 'size') return 1
      // A detail that is itself a text in both languages.
      if (key === 'en') return 'a text'
      if (key === 'ko') return '한국어 글'
      return anything()
    },
  })
}

/**
 * Text of a message whose details could be anything but `known`, and the names of the details that it asked for,
 * sorted.
 */
export function renderWithAnything(
  render: (details: never) => string,
  known: Values = {},
): { text: string; details: string[] } {
  const asked = new Set<string>()
  const details: Values = new Proxy(known, {
    get(_target, key) {
      asked.add(String(key))
      return known[String(key)] ?? anything()
    },
  })
  return { text: String((render as (details: Values) => string)(details)), details: [...asked].sort() }
}
