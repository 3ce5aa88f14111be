import { message } from './message.js'

/** Errors of a caller: an argument outside what a function takes. */
export const coreMessages = {
  ARGUMENT_INVALID: message<{ name: string; found: unknown; expected: string }>(
    'usage',
    (d) => `${d.name} is ${String(d.found)}; expected ${d.expected}`,
    (d) => `${d.name} 값이 ${String(d.found)}입니다. ${d.expected}이어야 합니다`,
  ),
}
