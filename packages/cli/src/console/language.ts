import type { Language } from '@helicon/core'

/**
 * The language to speak: the value of `--lang` where it is given, else what the environment says (LC_ALL, then
 * LC_MESSAGES, then LANG, as POSIX has it), else the system's locale.
 */
export function chooseLanguage(args: readonly string[], environment: Readonly<NodeJS.ProcessEnv>): Language {
  const asked = languageOption(args)
  if (asked === 'ko' || asked === 'en') return asked
  const named = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value)
  const locale = named ?? Intl.DateTimeFormat().resolvedOptions().locale
  return /^ko([-_.@]|$)/i.test(locale) ? 'ko' : 'en'
}

/** The language is needed before the command line is parsed, because its help and its errors are in that language. */
function languageOption(args: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    if (argument === '--') return undefined
    if (argument === '--lang') return args[index + 1]
    if (argument.startsWith('--lang=')) return argument.slice('--lang='.length)
  }
  return undefined
}
