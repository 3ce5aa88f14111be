import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { figureTexts, trainingFigure } from '../../src/report/index.js'
import { EXAMPLES, GOLDEN } from './figure-examples.js'

const english = figureTexts('en')
const names = Object.keys(EXAMPLES)

function draw(name: string, language: 'en' | 'ko') {
  const figure = EXAMPLES[name]?.(figureTexts(language))
  if (figure === undefined) throw new Error(`there is no example ${name}`)
  return figure
}

/** Every place that a drawing names: of texts, circles, boxes and paths, with the shifts of groups. */
function places(svg: string): { readonly x: number; readonly y: number }[] {
  const found: { x: number; y: number }[] = []
  for (const [, x, y] of svg.matchAll(/<(?:text|rect)[^>]* x="([^"]+)" y="([^"]+)"/g))
    found.push({ x: Number(x), y: Number(y) })
  for (const [, x, y] of svg.matchAll(/cx="([^"]+)" cy="([^"]+)"/g)) found.push({ x: Number(x), y: Number(y) })
  for (const [, x, y, width, height] of svg.matchAll(
    /<rect[^>]* x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g,
  ))
    found.push({ x: Number(x) + Number(width), y: Number(y) + Number(height) })
  for (const [, d = ''] of svg.matchAll(/ d="([^"]+)"/g)) {
    expect(d).toMatch(/^[MLHVZhv\d. -]+$/)
    for (const [, x, y] of d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) found.push({ x: Number(x), y: Number(y) })
    for (const [, x] of d.matchAll(/H(-?[\d.]+)/g)) found.push({ x: Number(x), y: 0 })
    for (const [, y] of d.matchAll(/V(-?[\d.]+)/g)) found.push({ x: 0, y: Number(y) })
  }
  return found
}

describe('a figure', () => {
  // After a change that was meant: npm test -- packages/core/test/report -u, and look at what changed.
  it.each(GOLDEN)('%s is the golden one', async (name) => {
    await expect(draw(name, 'en').svg).toMatchFileSnapshot(`./golden/${name}.svg`)
  })

  it.each(names)('%s lies inside its picture, in both languages', (name) => {
    for (const language of ['en', 'ko'] as const) {
      const { svg } = draw(name, language)
      const [, width, height] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(svg) ?? []
      const found = places(svg)
      expect(found.length).toBeGreaterThan(0)
      for (const { x, y } of found) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(Number(width))
        expect(y).toBeGreaterThanOrEqual(-1)
        expect(y).toBeLessThanOrEqual(Number(height))
      }
      expect(svg).not.toMatch(/="[^"]*(NaN|Infinity|undefined|null)|>(NaN|Infinity|undefined|null)<|\[object/)
    }
  })

  it.each(names)('%s is told to a screen reader, in its language', (name) => {
    const { svg, title } = draw(name, 'en')
    expect(svg).toContain('role="img"')
    expect(svg).toContain(`<title>${title}</title><desc>`)
    expect(/<desc>[^<]{10,}<\/desc>/.test(svg)).toBe(true)
    expect(svg.replace(/TGACTCA/g, '')).not.toMatch(/[가-힣]/)
    expect(draw(name, 'ko').svg).toMatch(/<title>.*[가-힣].*<\/title><desc>.*[가-힣]/)
  })

  it.each(names)('%s has a table with as many cells in every row', (name) => {
    const { table } = draw(name, 'en')
    for (const row of table.rows) expect(row).toHaveLength(table.head.length)
    expect(draw(name, 'ko').table.rows.length).toBe(table.rows.length)
  })

  it.each(names)('%s is well-formed', (name) => {
    const open: string[] = []
    for (const [, end, tag = '', own] of draw(name, 'en').svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (end === '/') expect(open.pop()).toBe(tag)
      else if (own !== '/') open.push(tag)
    }
    expect(open).toEqual([])
  })

  it.each([
    ['training-no-epoch', 'No value of loss was computed'],
    ['training-nothing', 'not finite'],
    ['training-broken', '2 values are not finite'],
    ['roc-one-class', 'A class does not occur'],
    ['precision-recall-one-class', 'no positive'],
    ['reliability-of-logits', 'not probabilities'],
    ['scores-nothing', 'There is no record'],
    ['errors-one-class', 'only one kind of error'],
    ['confusion-nothing', 'There is no record'],
    ['scatter-nothing', 'There is no record'],
    ['comparison-nothing', 'nothing to compare'],
  ])('%s says what is missing: %s', (name, words) => {
    expect(draw(name, 'en').svg.replace(/<\/text><text[^>]*>/g, ' ')).toContain(words)
  })

  it('is drawn of any numbers that a training may come to', () => {
    const value = fc.option(fc.double(), { nil: null })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 60 }), (rows) => {
        const epochs = rows.map((_, index) => index + 1)
        const [train, validation] = [rows.map(([first]) => first), rows.map(([, second]) => second)]
        expect(trainingFigure({ name: 'loss', epochs, train, validation }, english).svg).toContain('</svg>')
      }),
    )
  })

  it('escapes the names of data', () => {
    const { svg } = trainingFigure({ name: '<script>&"', epochs: [1], train: [1] }, english)
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&lt;script&gt;&amp;&quot; by epoch')
  })

  it('tells its lines apart without colour: by dashes, and by points where there are few', () => {
    const { svg } = draw('training', 'en')
    expect(svg).toMatch(/class="series-1"(?![^>]*dasharray)/)
    expect(svg).toMatch(/class="series-2"[^>]*stroke-dasharray/)
    expect(svg).toMatch(/<circle class="series-1-fill"/)
    expect(svg).toMatch(/<path class="series-2-fill"/)
  })
})
