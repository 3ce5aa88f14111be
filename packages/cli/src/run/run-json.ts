import { HeliconError } from '@helicon/core'
import * as v from 'valibot'

/**
 * A JSON text that this program wrote, checked.
 *
 * @throws HeliconError `RUN_FILE_INVALID` naming the file and the first value that is wrong
 */
export function parseRunJson<Schema extends v.GenericSchema>(
  shape: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(shape, jsonValue(text))
  if (result.success) return result.output
  const place = v.getDotPath(result.issues[0])
  const problem =
    place === null
      ? { en: 'this is not what a run writes', ko: '실행이 쓴 파일이 아닙니다' }
      : { en: `${place} is not what a run writes`, ko: `실행이 쓴 것과 다른 값: ${place}` }
  throw new HeliconError('RUN_FILE_INVALID', { file, problem })
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
