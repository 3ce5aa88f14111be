/** What `helicon report` says in English. `report-ko.ts` has the same keys. */
export const reportEn = {
  summary: 'write the report of a run again, from its folder alone',
  run: 'run folder',
  output: 'file to write; - is standard output (default: report.html in the run folder)',
  done: (path: string) => `The report is ${path}`,
}
