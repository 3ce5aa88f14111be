/** The signals that a person or a scheduler stops a program with, and the exit code each stands for. */
const EXIT_CODE = { SIGINT: 130, SIGTERM: 143 } as const

/** Why a command was stopped: the reason of the abort signal. */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  readonly exitCode: number

  constructor(signal: keyof typeof EXIT_CODE) {
    super(signal)
    this.exitCode = EXIT_CODE[signal]
  }
}

export interface InterruptWatch {
  readonly signal: AbortSignal
  /** Calls back at the first interruption, at once. */
  onInterrupt(listener: () => void): void
  stop(): void
}

/**
 * Turns Ctrl-C and SIGTERM into an aborted signal, so that a command can finish its batch and save. The second one ends
 * the process at once.
 */
export function watchInterrupts(): InterruptWatch {
  const controller = new AbortController()
  const listeners: (() => void)[] = []
  const handler = (signal: NodeJS.Signals) => {
    const name = signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT'
    if (controller.signal.aborted) process.exit(EXIT_CODE[name])
    controller.abort(new Interruption(name))
    for (const listener of listeners) listener()
  }
  process.on('SIGINT', handler)
  process.on('SIGTERM', handler)
  return {
    signal: controller.signal,
    onInterrupt: (listener) => listeners.push(listener),
    stop: () => {
      process.off('SIGINT', handler)
      process.off('SIGTERM', handler)
    },
  }
}
