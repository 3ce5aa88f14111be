import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { configSchema } from '../packages/cli/src/config/schema.js'
import {
  CLASSIFICATION_METRICS,
  LOSS_NAMES,
  OPTIMIZER_NAMES,
  PRESET_NAMES,
  REGRESSION_METRICS,
} from '../packages/core/src/index.js'
import { root } from '../scripts/workspace.mjs'

const folder = mkdtempSync(join(tmpdir(), 'helicon-configuration-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Every key of a configuration and of the sections in it. A section has entries, an optional key wraps its schema, and a
 * lazy schema depends on the value.
 */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const wrapped: unknown[] = 'wrapped' in schema ? [schema.wrapped] : []
  const lazy: unknown[] =
    'getter' in schema && typeof schema.getter === 'function'
      ? [{}, '', { preset: '' }].map(schema.getter.bind(schema))
      : []
  const entries = 'entries' in schema && schema.entries !== null ? Object.entries(Object(schema.entries)) : []
  const own = entries.flatMap(([key, entry]) => [key, ...keysOf(entry)])
  return [...new Set([...own, ...[...wrapped, ...lazy].flatMap(keysOf)])]
}

describe.each(['en', 'ko'])('docs/%s/configuration.md', (language) => {
  const page = readFileSync(join(root, 'docs', language, 'configuration.md'), 'utf8')
  const code = [...page.matchAll(/`([^`]+)`|^```yaml\n([\s\S]*?)^```/gm)].map(
    ([, inline, block]) => inline ?? block ?? '',
  )
  const words = new Set(code.flatMap((text) => text.split(/[^\w-]+/)))

  it('names every key that a configuration may have', () => {
    const keys = keysOf(configSchema)
    expect(keys).toContain('minLearningRate')
    expect(keys.filter((key) => !words.has(key))).toEqual([])
  })

  it('names every preset, loss, optimizer and metric', () => {
    const names = [...PRESET_NAMES, ...LOSS_NAMES, ...OPTIMIZER_NAMES, ...CLASSIFICATION_METRICS, ...REGRESSION_METRICS]
    expect(names.filter((name) => !words.has(name))).toEqual([])
  })

  it('shows configurations that are accepted', () => {
    const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? '')
    expect(examples.length).toBeGreaterThan(1)
    for (const [index, example] of examples.entries()) {
      const path = join(folder, `${language}-${index}.yaml`)
      writeFileSync(path, example)
      const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')
      expect(execFileSync(process.execPath, [helicon, 'summary', path], { encoding: 'utf8' })).toContain('Total params')
    }
  })
})
