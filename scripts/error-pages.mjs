// Writes the tables of docs/en/errors.md and docs/ko/errors.md from the catalogue of messages.
import './node-version.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { errorTable, withTable } from './error-table.mjs'
import { root } from './workspace.mjs'

const library = pathToFileURL(join(root, 'packages', 'core', 'dist', 'core', 'index.js')).href
const { MESSAGES, EXIT_CODES } = await import(library)
for (const language of ['en', 'ko']) {
  const path = join(root, 'docs', language, 'errors.md')
  writeFileSync(path, withTable(readFileSync(path, 'utf8'), errorTable(MESSAGES, EXIT_CODES, language)))
}
