/** Runs the command line `helicon ARGS` and returns the exit code. */
export async function main(_args: readonly string[]): Promise<number> {
  return 2
}
