import { REPORT_PARTS, type ReportData, type ReportEvaluation, type ReportPart } from './report-data.js'

/** The part whose scores count: what training knew least of. Undefined where nothing was evaluated. */
export function judgedPart({ evaluation }: ReportData): ReportPart | undefined {
  return [...REPORT_PARTS].reverse().find((part) => evaluation[part] !== undefined)
}

/** The evaluation of that part. */
export function judgedEvaluation(data: ReportData): ReportEvaluation | undefined {
  const part = judgedPart(data)
  return part && data.evaluation[part]
}

/** The parts that were evaluated, in order. */
export function evaluatedParts(data: ReportData): { part: ReportPart; evaluation: ReportEvaluation }[] {
  return REPORT_PARTS.flatMap((part) => {
    const evaluation = data.evaluation[part]
    return evaluation === undefined ? [] : [{ part, evaluation }]
  })
}
