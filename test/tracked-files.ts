import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/workspace.mjs'

/** Paths of all files under version control, relative to the root, with forward slashes. */
export function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
}

/** The text of a file of the repository. */
export function readTracked(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Whether a path names a file that people write as text (numbers copied from other programs are not). */
export function isWritten(path: string): boolean {
  return (
    /\.(ts|mjs|cjs|js|json|md|ya?ml|py|sh|html|svelte|css)$|^\.[^/]*$|\.ci\/run$/.test(path) && !/\/golden\//.test(path)
  )
}
