/** A piece of SVG or HTML that is safe to place as it is: made by `element` and `escapeMarkup` alone. */
export type Markup = string

/** A value of an attribute; undefined and false leave the attribute out, true writes its name alone. */
export type AttributeValue = string | number | boolean | undefined

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Elements of HTML that have no end. */
const VOID = new Set(['input', 'link', 'meta'])

/**
 * Text made safe inside an element and inside a quoted attribute. What XML forbids even as an entity (control
 * characters, halves of surrogate pairs) and the marks that reorder text become U+FFFD.
 */
export function escapeMarkup(text: string): Markup {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** C0 and C1 controls but for tab and line ends, DEL, two noncharacters, the bidirectional overrides and isolates. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/**
 * An element with its attributes (escaped) and its content (markup already).
 *
 * @param attributes numbers are written as coordinates, see `coordinate`
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...content: readonly Markup[]
): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => {
      if (value === undefined || value === false) return ''
      if (value === true) return ` ${key}`
      return ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeMarkup(value)}"`
    })
    .join('')
  const inner = content.join('')
  if (VOID.has(name)) return `<${name}${written}>`
  return `<${name}${written}>${inner}</${name}>`
}

/** An element around text. */
export function textElement(
  name: string,
  text: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): Markup {
  return element(name, attributes, escapeMarkup(text))
}

/**
 * A length or place in a figure, to a hundredth and without needless zeros: the same text everywhere.
 *
 * @throws RangeError for NaN and infinities: a figure must say that a value is missing, not be drawn wrong
 */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no place in a figure`)
  const text = value.toFixed(2).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}
