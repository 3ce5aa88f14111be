/** A window that slides along the length: convolution and pooling. */
export interface Window {
  readonly size: number
  readonly strides: number
  readonly dilationRate: number
  /** Positions before the first that the window at output position 0 begins with. */
  readonly left: number
}

/** One output position, one input position that its window covers, and the number of the tap that covers it. */
export interface Tap {
  readonly output: number
  readonly input: number
  readonly tap: number
}

/** All taps that fall on a real position, by output position, then tap. Padding is what is missing. */
export function windowTaps(window: Window, inputLength: number, outputLength: number): Tap[] {
  const taps: Tap[] = []
  for (let output = 0; output < outputLength; output++) {
    for (let tap = 0; tap < window.size; tap++) {
      const input = output * window.strides + tap * window.dilationRate - window.left
      if (input >= 0 && input < inputLength) taps.push({ output, input, tap })
    }
  }
  return taps
}
