import { dirname } from 'node:path'
import { HeliconError } from '@helicon/core'
import { linkTarget } from '@helicon/core/node'

/**
 * Checks before any work that the output is none of the files that the command reads, and lies in none of its folders.
 * Links are followed; `-` is none.
 * @throws HeliconError `OUTPUT_IS_INPUT`
 */
export async function requireNoInput(output: string, inputs: readonly string[]): Promise<void> {
  if (output === '-') return
  const target = await linkTarget(output)
  for (const input of inputs) {
    if (input === '-') continue
    const read = await linkTarget(input)
    if (read === target || read === dirname(target)) throw new HeliconError('OUTPUT_IS_INPUT', { file: output, input })
  }
}
