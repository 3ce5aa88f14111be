import { HeliconError } from '@helicon/core'
import { rejectedError } from './check.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import { errorTexts } from './text-pair.js'

/** What the library's readers are told about where a value stands; it stands at the start of their messages. */
export interface PartPlace {
  readonly place: string
  readonly path: string
}

/**
 * Lets the library read a part of the configuration, and gives its errors the place in the file. The library names a
 * value by its path (`layers[2].kernelSize`); the reader is called again with the line and column of that value.
 *
 * @param path of the part in the configuration
 */
export function readPart<T>(document: ConfigDocument, path: ConfigPath, read: (at: PartPlace) => T): T {
  const name = path.join('.')
  try {
    return read({ place: document.file, path: name })
  } catch (error) {
    if (!(error instanceof HeliconError)) throw error
    const inner = innerPath(error.details)
    if (inner === undefined) throw rejectedError(document, path, error)
    const isWhole = path.every((key, index) => String(key) === String(inner[index]))
    const part = error.code === 'MODEL_KEY_UNKNOWN' ? 'key' : 'value'
    const place = document.place(isWhole ? inner : [...path, ...inner], part)
    if (place.kind === 'file') return read({ place: `${place.file}:${place.line}:${place.column}`, path: name })
    throw optionError(place.option, () => read({ place: place.option, path: name }), error)
  }
}

/** A mistake of the command line is one of usage, whatever the library takes it for. */
function optionError(option: string, read: () => unknown, cause: HeliconError): HeliconError {
  let problem = errorTexts(cause)
  try {
    read()
  } catch (again) {
    problem = errorTexts(again)
  }
  const bare = (text: string) => (text.startsWith(`${option}: `) ? text.slice(option.length + 2) : text)
  return new HeliconError(
    'SET_REJECTED',
    { option, problem: { en: bare(problem.en), ko: bare(problem.ko) } },
    { cause },
  )
}

/** `layers[2].kernelSize` as ['layers', 2, 'kernelSize']; undefined where the error names no path. */
function innerPath(details: object): ConfigPath | undefined {
  if (!('path' in details) || !('place' in details) || typeof details.path !== 'string') return undefined
  return [...details.path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key))
}
