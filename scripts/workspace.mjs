import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, delimiter, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated'])

/** All files of a folder and its subfolders, sorted; a file gives itself, what is absent gives nothing. */
export function everyFileUnder(path, skipped = new Set()) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => everyFileUnder(join(path, entry.name), skipped))
    .sort()
}

/**
 * A digest of the names and contents of files. Contents rather than times, because a checkout or a copy changes times
 * and not contents.
 */
export function digestOf(paths, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const path of paths.flatMap((path) => everyFileUnder(path, NOT_SOURCES))) {
    hash.update(`\0${relative(root, path).split(sep).join('/')}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Stamps live in node_modules, so that whoever deletes that folder starts afresh. */
const stampPath = (name) => join(root, 'node_modules', `.helicon-${name}`)

export function readStamp(name) {
  const path = stampPath(name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Written under another name and moved: no reader ever sees half of it. */
export function writeStamp(name, text) {
  const path = stampPath(name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

export function removeStamp(name) {
  rmSync(stampPath(name), { force: true })
}

/** Runs a JavaScript program with this Node, without a shell; its output is shown. Returns its exit code. */
export function runNode(args, options = {}) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) throw result.error
  return result.status ?? 1
}

/**
 * npm's own program file. Started through Node, because npm itself is a shell script, and on Windows a .cmd file that
 * cannot be started without a shell.
 */
export function findNpm() {
  const fromNpm = process.env.npm_execpath
  if (fromNpm && /^npm-cli\.[cm]?js$/.test(basename(fromNpm)) && existsSync(fromNpm)) return fromNpm
  const prefix = dirname(process.execPath)
  const candidates = [
    join(prefix, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(prefix), 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => {
      const link = join(folder, 'npm')
      return folder && existsSync(link)
        ? [realpathSync(link), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]
        : []
    }),
  ]
  return candidates.find((path) => basename(path) === 'npm-cli.js' && existsSync(path))
}
