import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a run of the program ended with. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const PROGRAM = fileURLToPath(new URL('../bin/helicon.js', import.meta.url))
const BUILT = fileURLToPath(new URL('../dist/main.js', import.meta.url))
if (!existsSync(BUILT)) throw new Error('The program is not built: npm run setup builds it (npm test does so first).')

/** Starts the built program in English, without colours. */
export function start(args: readonly string[], cwd?: string, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const { LC_ALL: _, LC_MESSAGES: __, ...inherited } = process.env
  return spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...inherited, LANG: 'en_US.UTF-8', NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Waits for the end of a started program. */
export function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

/** Runs the built program to its end. */
export function helicon(args: readonly string[], cwd?: string, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return ended(start(args, cwd, environment))
}

/** Resolves as soon as the program has written `text` to standard error. */
export function said(child: ChildProcess, text: string | RegExp): Promise<void> {
  let seen = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (piece: Buffer | string) => {
      seen += String(piece)
      if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) resolve()
    })
    child.on('close', () => reject(new Error(`the program ended without saying ${text}; it said: ${seen}`)))
  })
}

/** A folder for one test file, with its removal. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'helicon-cli-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
