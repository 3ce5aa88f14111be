import type { Terminal } from '../console/terminal.js'
import type { SourceNote } from '../texts/source-notes.js'

/** What was done to the records on the way, once they have been read; `about` is put before each. */
export function tellNotes(notes: readonly SourceNote[], terminal: Terminal, about = ''): void {
  for (const note of notes) {
    const text = `${about}${note[terminal.language]}`
    if (note.warning) terminal.warn(text)
    else terminal.say(text)
  }
}
