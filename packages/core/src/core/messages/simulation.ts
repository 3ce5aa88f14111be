import { message } from './message.js'

/** Errors of simulated data. Positions are 0-based. */
export const simulationMessages = {
  SIMULATION_MOTIFS_TOO_LONG: message<{ motifs: string; span: number; length: number }>(
    'usage',
    (d) =>
      `${d.motifs} takes ${d.span} bases with its spacing, and the sequences have ${d.length}; expected at least as many. Make the sequences longer, or leave a motif out`,
    (d) =>
      `${d.motifs}: 간격까지 ${d.span}염기를 차지하는데 서열 길이는 ${d.length}염기입니다. 서열이 그보다 짧으면 안 됩니다. 서열을 늘리거나 모티프를 빼십시오`,
  ),
  SIMULATION_MOTIFS_OUTSIDE: message<{ motifs: string; position: number; end: number; length: number; latest: number }>(
    'usage',
    (d) =>
      `${d.motifs} at position ${d.position} (from 0) would end at ${d.end}, after the end of sequences of ${d.length} bases; expected a position from 0 to ${d.latest}`,
    (d) =>
      `${d.motifs}: 위치 ${d.position}(0부터 셈)에 두면 ${d.end}에서 끝나 길이 ${d.length}염기인 서열을 벗어납니다. 위치는 0 이상 ${d.latest} 이하여야 합니다`,
  ),
}
