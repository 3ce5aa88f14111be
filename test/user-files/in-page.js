// @ts-check
/** What the test asks of a page: to read files that its user chose. */
import { blobSource, browserCompression, randomAccessBlob } from '@helicon/core/browser'
import { outcome, readRecords, readWindows } from './reading.js'

/** @param {string} name of a chosen file */
function chosen(name) {
  const input = document.querySelector('input')
  const file = [...(input?.files ?? [])].find((file) => file.name === name)
  if (file === undefined) throw new Error(`${name} was not chosen`)
  return file
}

/** @param {string} name */
const records = (name) => outcome(readRecords(blobSource(chosen(name)), browserCompression))

/** @type {(genome: string, index: string | undefined, peaks: string) => Promise<unknown>} */
const windows = (genome, index, peaks) =>
  outcome(
    readWindows(
      randomAccessBlob(chosen(genome)),
      index === undefined ? undefined : blobSource(chosen(index)),
      blobSource(chosen(peaks)),
      browserCompression,
    ),
  )

/** Compresses random bytes, and whether the source is closed when a reader of the result leaves early. */
async function compress() {
  const bytes = crypto.getRandomValues(new Uint8Array(50_000))
  let closed = false
  async function* source() {
    try {
      for (let i = 0; i < 1000; i++) yield bytes
    } finally {
      closed = true
    }
  }
  for await (const _ of browserCompression.compress(source(), 'gzip')) break
  let length = 0
  for await (const chunk of browserCompression.decompress(browserCompression.compress(source(), 'gzip'), 'gzip', 'x'))
    length += chunk.length
  return { closed, length }
}

Object.assign(globalThis, { records, windows, compress })
