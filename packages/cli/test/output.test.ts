import { execFileSync, spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)
const noFifo = process.platform === 'win32'

beforeAll(async () => {
  await writeWindows(inFolder('train'))
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig())
  const { code, err } = await run('train', 'config.yaml', '-o', 'run', '--set', 'training.epochs=1')
  if (code !== 0) throw new Error(err)
})
afterAll(folder.remove)

describe('the file named with -o', () => {
  it.skipIf(noFifo)('is written into where it is a FIFO (POSIX only), which stays one', async () => {
    execFileSync('mkfifo', [inFolder('pipe')])
    const read = readFile(inFolder('pipe'), 'utf8')
    const { code } = await run('predict', 'run', 'validation', '-o', 'pipe')
    expect(code).toBe(0)
    expect(lstatSync(inFolder('pipe')).isFIFO()).toBe(true)
    expect((await read).trim().split('\n')).toHaveLength(121)
  })

  it.skipIf(noFifo)('is written at the end of its symbolic links (POSIX only), which stay', async () => {
    mkdirSync(inFolder('elsewhere'))
    writeFileSync(inFolder('elsewhere', 'old.tsv'), 'old')
    symlinkSync(join('elsewhere', 'old.tsv'), inFolder('link.tsv'))
    symlinkSync(join('elsewhere', 'new.tsv'), inFolder('dangling.tsv'))
    for (const link of ['link.tsv', 'dangling.tsv']) {
      expect((await run('predict', 'run', 'validation', '-o', link)).code).toBe(0)
      expect(lstatSync(inFolder(link)).isSymbolicLink()).toBe(true)
    }
    for (const name of ['old.tsv', 'new.tsv'])
      expect(readFileSync(inFolder('elsewhere', name), 'utf8')).toMatch(/^id\tprediction/)
  })

  it('is not written over what the command reads', async () => {
    const outputs = ['run/model.safetensors', 'run/config.yaml', 'run/checkpoint/state.safetensors']
    for (const output of [...outputs, 'validation/shard-0-X.npy', 'validation/new.tsv']) {
      const before = existsSync(inFolder(output)) && readFileSync(inFolder(output))
      for (const command of ['predict', 'evaluate']) {
        const { code, err } = await run(command, 'run', 'validation', '-o', output)
        expect(code).toBe(2)
        expect(err).toContain(`${output}: writing here would change`)
      }
      expect(existsSync(inFolder(output)) && readFileSync(inFolder(output))).toEqual(before)
    }
  })

  it('is a file, not a folder and not standard output where a folder is written', async () => {
    const { code, err } = await run('predict', 'run', 'validation', '-o', 'elsewhere')
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('this is a folder') })
    for (const args of [['train', 'config.yaml'], ['simulate', 'jund'], ['demo']]) {
      const ended = await run(...args, '-o', '-')
      expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('cannot go to standard output') })
    }
    expect(existsSync(inFolder('-'))).toBe(false)
  })
})

describe('an error with --json', () => {
  it('is one JSON object on standard output besides the line for people', async () => {
    writeFileSync(inFolder('wrong.yaml'), smallConfig('  epoch: 5\n'))
    const { code, out, err } = await run('train', 'wrong.yaml', '--json')
    expect(code).toBe(65)
    expect(err).toMatch(/^error: wrong\.yaml:20:3: /)
    const details = { file: 'wrong.yaml', line: 20, column: 3, nearest: 'epochs' }
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'CONFIG_UNKNOWN_KEY', exitCode: 65, details } })
    expect(err).toContain(JSON.parse(out).error.message)
  })

  it('has the code USAGE where the command line cannot be understood', async () => {
    for (const args of [
      ['--json'],
      ['trian', '--json'],
      ['predict', 'run', '--json'],
      ['train', 'config.yaml', '-o', '-', '--json'],
    ])
      expect(JSON.parse((await run(...args)).out)).toMatchObject({ error: { code: 'USAGE', exitCode: 2 } })
  })
})

describe.skipIf(!existsSync('/dev/full'))('a full disk behind standard output (needs /dev/full)', () => {
  const program = fileURLToPath(new URL('../bin/helicon.js', import.meta.url))
  const intoFull = (args: string) =>
    ended(
      spawn('sh', ['-c', `"$0" "$1" ${args} > /dev/full`, process.execPath, program], {
        cwd: folder.path,
        env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' },
      }),
    )

  it.each(['predict run validation', 'evaluate run validation --bootstrap 0', 'summary jund', '--help'])(
    'ends %s with one message and 74',
    async (args) => {
      const { code, err } = await intoFull(args)
      expect(code).toBe(74)
      expect(err).toMatch(
        /error: standard output: cannot be written \(ENOSPC\)\. What has come out so far is incomplete/,
      )
      expect(err).not.toContain('    at ')
    },
  )
})
