import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const run = (...args: string[]) => helicon(['motif', 'logo', ...args], folder.path)
const ARNT = `>MA0004.1 Arnt
A [ 4 19 0 0 0 0 ]
C [16 0 20 0 0 0 ]
G [ 0 1 0 20 0 20 ]
T [ 0 0 0 0 20 0 ]
`

beforeAll(() => {
  writeFileSync(join(folder.path, 'one.jaspar'), ARNT)
  writeFileSync(join(folder.path, 'two.jaspar'), `${ARNT}${ARNT.replace('MA0004.1', 'MA0004.2')}`)
})
afterAll(folder.remove)

describe('helicon motif logo', () => {
  it('draws the one motif of a file, to standard output or to a file', async () => {
    const { code, out } = await run('one.jaspar')
    expect(code).toBe(0)
    expect(out).toContain('<title>MA0004.1 Arnt</title><desc>Sequence logo. Consensus: CACGTG</desc>')
    expect(out).toContain('>bits</text>')
    const written = await run('one.jaspar', '-o', 'logo.svg')
    expect(written).toMatchObject({ code: 0, out: '' })
    expect(written.err).toContain('logo.svg')
    expect(readFileSync(join(folder.path, 'logo.svg'), 'utf8')).toBe(out)
  })

  it('draws probabilities, and the other strand', async () => {
    const { out } = await run('one.jaspar', '--kind', 'probability', '--reverse-complement')
    expect(out).toContain('<title>MA0004.1 Arnt, reverse complement</title>')
    expect(out).toContain('Consensus: CACGTG')
    expect(out).toContain('>probability</text>')
    expect((await run('one.jaspar', '--reverse-complement')).out).not.toBe((await run('one.jaspar')).out)
  })

  it('speaks Korean', async () => {
    const { out } = await run('one.jaspar', '--lang', 'ko')
    expect(out).toContain('<desc>서열 로고입니다. 공통 서열: CACGTG</desc>')
  })

  it('asks which motif where there are several', async () => {
    const asked = await run('two.jaspar', '-o', 'none.svg')
    expect(asked.code).toBe(2)
    expect(asked.err).toContain('two.jaspar has 2 motifs: name one with --motif. There is: MA0004.1, MA0004.2')
    expect((await run('two.jaspar', '--motif', 'MA0004.2')).out).toContain('<title>MA0004.2 Arnt</title>')
    expect((await run('two.jaspar', '--motif', 'Arnt')).err).toContain("2 motifs are called 'Arnt'")
    const unknown = await run('two.jaspar', '--motif', 'MA0004.3')
    expect(unknown.code).not.toBe(0)
    expect(unknown.err).toContain('MA0004.')
    expect(existsSync(join(folder.path, 'none.svg'))).toBe(false)
  })

  it('refuses another kind, and to write over what it reads', async () => {
    expect((await run('one.jaspar', '--kind', 'entropy')).err).toContain('one of information, probability')
    const { code, err } = await run('one.jaspar', '-o', 'one.jaspar')
    expect(code).toBe(2)
    expect(err).toContain('writing here would change')
    expect(readFileSync(join(folder.path, 'one.jaspar'), 'utf8')).toBe(ARNT)
  })
})
