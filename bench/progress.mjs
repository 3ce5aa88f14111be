/**
 * Reports steps on standard error with the time left: what is still expected, by the pace so far. A step is
 * `{ label, expected (s), run }`; `run` gives what to say of it.
 */
export function createProgress(steps, write = toStandardError, now = () => Date.now()) {
  const total = steps.reduce((sum, step) => sum + step.expected, 0)
  const start = now()
  let done = 0
  let count = 0
  return (step, text) => {
    done += step.expected
    count += 1
    const left = secondsLeft(done, total, (now() - start) / 1000)
    const rest = count === steps.length ? '' : ` · ${duration(left)} left`
    write(`${count}/${steps.length} ${step.label}${text ? `: ${text}` : ''}${rest}`)
  }
}

/** Seconds until all is done, where what was expected to take `done` of `total` seconds took `passed`. */
export function secondsLeft(done, total, passed) {
  return done === 0 ? total : ((total - done) * passed) / done
}

export function duration(seconds) {
  const whole = Math.round(seconds)
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`
}

function toStandardError(line) {
  process.stderr.write(`${line}\n`)
}
