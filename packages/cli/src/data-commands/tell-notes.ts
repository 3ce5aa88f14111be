import type { TextPair } from '../config/text-pair.js'
import type { Terminal } from '../console/terminal.js'

/** What was done to the records on the way, once they have been read. */
export function tellNotes(notes: readonly TextPair[], terminal: Terminal): void {
  for (const note of notes) terminal.say(note[terminal.language])
}
