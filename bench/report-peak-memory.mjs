// Loaded before a program (`node --import`): writes the most memory it held into the file that the environment names.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const file = process.env.HELICON_PEAK_MEMORY_FILE
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024))
})
