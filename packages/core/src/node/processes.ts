import { systemCode } from './system-errors.js'

/** Whether a process of this machine runs, another user's included. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}
