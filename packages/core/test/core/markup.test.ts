import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinate, element, escapeMarkup, textElement } from '../../src/core/index.js'

describe('markup', () => {
  it('escapes text in elements and in attributes', () => {
    expect(textElement('p', `<script>"&'`)).toBe('<p>&lt;script&gt;&quot;&amp;&#39;</p>')
    expect(element('a', { title: `"><b onload='x'>` })).toBe('<a title="&quot;&gt;&lt;b onload=&#39;x&#39;&gt;"></a>')
    expect(element('input', { checked: true, disabled: false, value: undefined })).toBe('<input checked>')
  })

  it('replaces what XML forbids and what reorders text', () => {
    expect(escapeMarkup('a\u0000b\ud800c\u202ed\u001be\ufffff')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf')
    expect(escapeMarkup('tab\tline\n한글 🧬')).toBe('tab\tline\n한글 🧬')
  })

  it('never lets a character of its own through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMarkup(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })

  it('writes places to a hundredth, and refuses what is none', () => {
    expect([1, 1.5, 1.004, -0.001, 1e21 / 1e21, 100].map(coordinate)).toEqual(['1', '1.5', '1', '0', '1', '100'])
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => coordinate(value)).toThrow(RangeError)
  })
})
