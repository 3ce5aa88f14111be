import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ended, helicon, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
afterAll(folder.remove)

describe('the command line', () => {
  it.each([
    [['trian'], /no command 'trian'\. Did you mean 'train'\?/],
    [['predict', 'a', 'b', '--thresold', '1'], /no option '--thresold'\. Did you mean '--threshold'\?/],
    [['train'], /<config> is missing/],
    [['train', 'c.yaml', '-o'], /'-o, --output <folder>' needs a value/],
    [['train', 'c.yaml', '--threads', 'two'], /--threads <N> is 'two'; expected a whole number, 1 or more/],
    [['simulate', 'jund'], /'-o, --output <folder>' is required/],
    [['simulate', 'jund', '-o', 'x', '--records', '5000000000'], /a whole number from 2 to 4294967295/],
    [['summary', 'a', 'b'], /more arguments/],
    [['ui'], /'ui' does not exist in this version/],
    [['motif', 'cnvert'], /no command 'cnvert'\. Did you mean 'convert'\?\nSee: helicon motif --help/],
    [
      ['motif', 'list', 'a', '--motfi', 'b'],
      /no option '--motfi'\. Did you mean '--motif'\?\nSee: helicon motif list --help/,
    ],
    [['demo', 'guid'], /'guid' does not exist in this version\. There is: guide, jund/],
    [['train', 'c.yaml', '--lang', 'fr'], /'fr'; expected one of ko, en/],
  ])('%j is a mistake in usage', async (args, expected) => {
    const { code, out, err } = await helicon(args, folder.path)
    expect(err).toMatch(expected)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('explains itself in both languages, on standard output when asked to', async () => {
    const english = await helicon(['--help'])
    expect(english).toMatchObject({ code: 0, err: '' })
    expect(english.out).toContain('Exit codes: 0 done')
    const korean = await helicon(['train', '--help', '--lang', 'ko'])
    expect(korean).toMatchObject({ code: 0, err: '' })
    expect(korean.out).toMatch(/사용법: helicon train <config>/)
    expect(korean.out).toMatch(/공통 옵션:/)
    const nothing = await helicon([])
    expect(nothing).toMatchObject({ code: 2, out: '' })
    expect(nothing.err).toContain('Commands:')
  })

  it('lists only the commands that exist', async () => {
    const { out } = await helicon(['--help'])
    expect(out).toMatch(/\n {2}data\b/)
    expect(out).not.toMatch(/\n {2}ui\b/)
    expect((await helicon(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('simulate jund', () => {
  const simulate = (name: string, ...args: string[]) =>
    helicon(['simulate', 'jund', '-o', name, '--records', '1000', ...args], folder.path)

  it('writes shards, the same for the same seed', async () => {
    const facts = async (name: string, seed: string) =>
      JSON.parse((await simulate(name, '--seed', seed, '--shards', '3', '--json')).out)
    const { folder: _, ...first } = await facts('a', '4')
    expect(first).toEqual({ seed: 4, records: 1000, positives: 4, shards: 3 })
    await facts('b', '4')
    expect(readdirSync(join(folder.path, 'a')).sort()).toEqual(readdirSync(join(folder.path, 'b')).sort())
    expect(existsSync(join(folder.path, 'a', 'shard-2-X.npy'))).toBe(true)
  })

  it('does not write into a folder that is not empty', async () => {
    await simulate('full')
    const simulated = await simulate('full')
    const demonstrated = await helicon(['demo', '-o', 'full'], folder.path)
    for (const { code, err } of [simulated, demonstrated]) {
      expect(code).toBe(2)
      expect(err).toContain('the folder is not empty')
      expect(err).not.toContain('--resume')
    }
  })
})

describe('a reader that goes away', () => {
  it('ends the program quietly', async () => {
    await helicon(['simulate', 'jund', '-o', 'pipe', '--records', '20000', '--positives', '0.1'], folder.path)
    const config = ['data: { train: pipe }', 'model: jund', 'training: { epochs: 1 }'].join('\n')
    writeFileSync(join(folder.path, 'pipe.yaml'), config)
    expect((await helicon(['train', 'pipe.yaml', '-o', 'pipe-run'], folder.path)).code).toBe(0)
    const child = start(['predict', 'pipe-run', 'pipe'], folder.path)
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { code, err } = await ended(child)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})
