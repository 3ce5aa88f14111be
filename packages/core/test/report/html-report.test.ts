import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { htmlReport, type ReportData, type ReportEvaluation } from '../../src/report/index.js'
import { PAGE_STYLE, PAGE_STYLE_HASH } from '../../src/report/page-style.js'
import { evaluationOf, exampleReport } from './report-example.js'

const page = htmlReport(exampleReport(), { language: 'en' })

/** The part of the page in one language. */
function inLanguage(html: string, language: 'en' | 'ko'): string {
  const start = html.indexOf(`<div class="report" lang="${language}">`)
  const end = html.indexOf('<div class="report"', start + 1)
  return html.slice(start, end < 0 ? undefined : end)
}

const headings = (html: string) => [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, text]) => text)
const cautions = (data: ReportData) =>
  [...inLanguage(htmlReport(data, { language: 'en' }), 'en').matchAll(/<p class="caution">(.*?)<\/p>/g)]
    .map(([, text = '']) => text.replace(/<[^>]*>/g, ''))
    .join('\n')

/** The example with another evaluation of the validation data. */
function judged(validation: ReportEvaluation, rest: Partial<ReportData> = {}): ReportData {
  const example = exampleReport()
  return { ...example, ...rest, evaluation: { train: example.evaluation.train ?? validation, validation } }
}

describe('the policy of the page', () => {
  it('allows its own style by hash, and nothing else', () => {
    expect(createHash('sha256').update(PAGE_STYLE).digest('base64')).toBe(PAGE_STYLE_HASH)
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${PAGE_STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
    expect(page.match(/<style>/g)).toHaveLength(1)
  })

  it('has nothing to forbid: no script, no style attribute, no address but the names of formats', () => {
    expect(page).not.toMatch(/<script|javascript:| style=| on\w+=|<iframe|<object|@import|url\(/i)
    const addresses = [...page.matchAll(/https?:\/\/[^"'\s<]+/g)].map(([address]) => address)
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']))
    expect([...page.matchAll(/ (?:src|href)="([^#"][^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,'])
  })
})

describe('a report', () => {
  it('is the same for the same data', () => {
    expect(htmlReport(exampleReport(), { language: 'en' })).toBe(page)
  })

  it('has every section, in the same order in both languages', () => {
    expect(headings(inLanguage(page, 'en'))).toEqual([
      'Results',
      'This run',
      'Training',
      'Ranking: ROC, precision and recall',
      'Right and wrong classes',
      'Errors of both types by threshold',
      'Scores and their reliability',
      'Beside simple methods',
      'What the first layer looks for',
      'Data',
      'The network',
      'How to repeat it',
    ])
    expect(headings(inLanguage(page, 'ko'))).toHaveLength(12)
    const tables = (html: string) => html.match(/<table>/g)?.length
    expect(tables(inLanguage(page, 'ko'))).toBe(tables(inLanguage(page, 'en')))
  })

  it('speaks one language at a time', () => {
    expect(inLanguage(page, 'en')).not.toMatch(/[가-힣]/)
    const words = inLanguage(page, 'ko').replace(/<(code|pre)[^>]*>.*?<\/\1>/gs, '')
    for (const [, text = ''] of words.matchAll(/<(?:p|h2|figcaption|summary|desc)>([^<]*)</g))
      if (/[a-z]{12}/.test(text)) expect(text).toMatch(/[가-힣]/)
    expect(htmlReport(exampleReport(), { language: 'ko' })).toMatch(/<html lang="ko">.*id="language-ko" checked/s)
    expect(page).toMatch(/<html lang="en">.*id="language-en" checked/s)
    expect(page).toContain('id="language-ko" autocomplete')
  })

  it('is well-formed and has no id twice', () => {
    const open: string[] = []
    for (const [, end, tag = ''] of page.replace(/<!doctype html>/, '').matchAll(/<(\/?)(\w+)[^>]*>/g)) {
      if (['meta', 'link', 'input'].includes(tag)) continue
      if (end === '/') expect(open.pop()).toBe(tag)
      else open.push(tag)
    }
    expect(open).toEqual([])
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('escapes every text from outside', () => {
    const evil = `<script>alert("x")</script><img src=x onerror='y'>&amp;`
    const html = htmlReport(exampleReport(evil), { language: 'en' })
    expect(html).not.toMatch(/<script|<img/)
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(40)
    expect(html.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/&(?!nbsp)/)
    const tags = (text: string) => new Set(text.match(/<\w+/g))
    expect(tags(html)).toEqual(tags(page))
  })

  it('stays under a megabyte where there is much to show', () => {
    const evaluation = evaluationOf(34_528, 3, 0.3, 0.1)
    const filters = Array.from({ length: 256 }, (_, index) => ({
      index,
      sites: 1000 - index,
      probabilities: Array.from({ length: 80 }, (_value, place) => [0.4, 0.3, 0.2, 0.1][(place + index) % 4] ?? 0),
      match: { id: 'MA0490.3', name: 'JUNB', correlation: 0.5 },
    }))
    const epochs = Array.from({ length: 1000 }, (_, index) => index + 1)
    const columns = {
      loss: epochs.map((epoch) => 1 / epoch),
      valLoss: epochs.map((epoch) => 1 / epoch + 0.001 * epoch),
    }
    const data = { ...exampleReport(), filters, history: { epochs, columns }, configText: 'x'.repeat(20_000) }
    const html = htmlReport(
      { ...data, evaluation: { train: evaluation, validation: evaluation, test: evaluation } },
      { language: 'en' },
    )
    expect(new TextEncoder().encode(html).length).toBeLessThan(1_000_000)
    expect(html).toContain('Logos of 32 of 256 filters')
  })

  it('leaves out what is absent', () => {
    const { name, seed, versions, model, training } = exampleReport()
    const bare = { name, seed, versions, model, training, command: [], complete: false, data: {}, evaluation: {} }
    const html = htmlReport(bare, { language: 'en' })
    expect(headings(inLanguage(html, 'en'))).toEqual(['Results', 'This run', 'The network', 'How to repeat it'])
    expect(html).toContain('Training has not come to its end')
    expect(html).not.toMatch(/undefined|NaN/)
  })
})

describe('the sentences of a report', () => {
  it('say what a ROC-AUC and an average precision mean', () => {
    const evaluation = evaluationOf(400, 1)
    const html = htmlReport(judged(evaluation), { language: 'en' })
    expect(html).toMatch(
      /of 100 pairs of a positive and a negative, the network gives the positive the higher score in about 9\d/,
    )
    expect(html).toMatch(
      /25\.0% of these records are positive\. The average precision is 0\.\d{4}; a guess has 0\.2500/,
    )
    expect(html).toContain('<small>0.8100 – 0.9700</small>')
  })

  it('warn of over-fitting, few positives and a ranking that is no better than a guess', () => {
    expect(cautions(judged(evaluationOf(4000, 2, 0.25, 0.34)))).not.toMatch(/Over-fitting|positives/)
    const weak = cautions(judged(evaluationOf(4000, 2, 0.25, -0.2)))
    expect(weak).toMatch(/Over-fitting: ROC-AUC is 0\.9\d+ on the training data but 0\.[0-4]\d+ on the validation data/)
    expect(weak).toContain('no better than a guess')
    expect(cautions(judged(evaluationOf(100, 2)))).toContain('only 25 positives')
  })

  it('warn where a simple method is as good, and where probabilities are off', () => {
    const strong = [{ name: 'kmer', metrics: { rocAuc: 0.999 } }]
    expect(cautions(judged(evaluationOf(400, 2), { baselines: strong }))).toMatch(
      /k-mer regression has ROC-AUC 0\.9990, this network 0\.\d+/,
    )
    expect(cautions(judged(evaluationOf(400, 2)))).toContain('expected calibration error')
  })

  it('warn where a class is missing, training broke down or parts are the same', () => {
    expect(cautions(judged(evaluationOf(50, 2, 0)))).toContain('A class does not occur in the validation data')
    const broken = { epochs: [1], columns: { loss: [Number.NaN] } }
    expect(cautions({ ...exampleReport(), history: broken })).toContain('The loss became infinite or no number')
    const { train } = exampleReport().data
    if (train === undefined) throw new Error('no data')
    expect(cautions({ ...exampleReport(), data: { train, validation: train } })).toContain('equal SHA-256')
  })

  it('tell a regression by its correlation, with the figure of its values', () => {
    const metrics = { pearson: 0.81, spearman: 0.8, r2: 0.64, meanSquaredError: 0.02, meanAbsoluteError: 0.1 }
    const scatter = [{ name: '0', records: 3, points: [[0, 0.1] as const, [1, 0.8] as const, [0.5, 0.4] as const] }]
    const evaluation = {
      task: 'regression' as const,
      records: 3,
      outputs: 1,
      weighted: false,
      metrics,
      loss: 0.02,
      figures: { scatter },
    }
    const html = inLanguage(
      htmlReport({ ...exampleReport(), evaluation: { test: evaluation } }, { language: 'en' }),
      'en',
    )
    expect(html).toContain('Pearson correlation of 0.8100; the predictions explain 64.0% of the variance')
    expect(headings(html)).toContain('Predicted against true values')
    expect(headings(html)).not.toContain('Ranking: ROC, precision and recall')
  })

  it('tell several tasks one by one', () => {
    const one = evaluationOf(100, 1)
    const { thresholds: _, calibration: __, confusionMatrix: ___, baseRate: ____, ...means } = one
    const curves = [...(one.figures?.curves ?? []), ...(evaluationOf(100, 2).figures?.curves ?? [])]
    const evaluation = { ...means, outputs: 2, columns: [one, one], figures: { curves } }
    const data = { ...exampleReport(), evaluation: { test: evaluation } }
    const html = inLanguage(
      htmlReport(
        {
          ...data,
          data: {
            test: { path: '', sha256: '', records: 100, taskNames: ['JUND', 'CTCF'], classCounts: [75, 25, 60, 40] },
          },
        },
        { language: 'en' },
      ),
      'en',
    )
    expect(html).toContain('By task: test')
    expect(html.match(/<title>Confusion matrix<\/title>/g)).toHaveLength(2)
    expect(html.match(/<title>ROC curve<\/title>/g)).toHaveLength(2)
    expect(html).toContain('JUND: 25 (25.0%), CTCF: 40 (40.0%)')
  })
})

describe('the confusion matrix', () => {
  it('calls the classes by their names, as the record of the data does', () => {
    const { data, ...example } = exampleReport()
    const named = Object.fromEntries(
      Object.entries(data).map(([part, facts]) => [part, { ...facts, classes: ['free', 'held'] }]),
    )
    const html = inLanguage(htmlReport({ ...example, data: named }, { language: 'en' }), 'en')
    expect(html).toMatch(/predicted held/)
    expect(html).not.toMatch(/predicted 1</)
    expect(inLanguage(page, 'en')).toMatch(/predicted 1</)
  })
})
