import { elementCount, type LabelKind, type LayerGraph, type PredictedBatch } from '@helicon/core'
import { printable } from '../console/printable.js'

/** How predictions become lines. */
export interface PredictionFormat {
  readonly graph: LayerGraph
  /** What the model decides: a class, several yes-or-no questions, or a number (no class column). */
  readonly kind: LabelKind
  /** From which a prediction of one column is called class 1. */
  readonly threshold: number
  /** Names of the classes; absent: their numbers. */
  readonly classes?: readonly string[] | undefined
}

/** `id`, a column for each value of each output (those of classes by their names), `class`. Ids that would break a line are written with escapes. */
export function predictionHeader({ graph, kind, classes }: PredictionFormat): string {
  const values = graph.outputs.flatMap(({ name }) => {
    const width = outputWidth(graph, name)
    return width === 1
      ? [name]
      : Array.from(
          { length: width },
          (_, column) => `${name}_${kind === 'categorical' ? className(classes, column) : column}`,
        )
  })
  return `${['id', ...values, ...(kind === 'regression' ? [] : ['class'])].join('\t')}\n`
}

export function predictionLines(batch: PredictedBatch, format: PredictionFormat): string {
  const { graph } = format
  const widths = graph.outputs.map(({ name }) => ({ name, width: outputWidth(graph, name) }))
  const [shown] = widths
  let text = ''
  for (let row = 0; row < batch.count; row++) {
    const fields = [printable(batch.ids[row] ?? '')]
    for (const { name, width } of widths)
      for (let column = 0; column < width; column++) fields.push(float32Text(valueAt(batch, name, width, row, column)))
    if (format.kind !== 'regression' && shown !== undefined) {
      const scores = Array.from({ length: shown.width }, (_, column) =>
        valueAt(batch, shown.name, shown.width, row, column),
      )
      fields.push(classText(scores, format))
    }
    text += `${fields.join('\t')}\n`
  }
  return text
}

/** The class called: 0 or 1 of one score, the largest of a categorical model's, one 0 or 1 for each task otherwise. */
function classText(scores: readonly number[], format: PredictionFormat): string {
  const { kind, threshold, classes } = format
  if (kind === 'categorical' && scores.length > 1) return className(classes, scores.indexOf(Math.max(...scores)))
  const called = scores.map((score) => (score >= threshold ? 1 : 0))
  return called.length === 1 ? className(classes, called[0] ?? 0) : called.join(',')
}

function className(classes: readonly string[] | undefined, number: number): string {
  return printable(classes?.[number] ?? String(number))
}

function valueAt(batch: PredictedBatch, output: string, width: number, row: number, column: number): number {
  return batch.outputs[output]?.[row * width + column] ?? Number.NaN
}

function outputWidth(graph: LayerGraph, name: string): number {
  const output = graph.outputs.find((candidate) => candidate.name === name)
  return elementCount(graph.nodes[output?.node ?? -1]?.shape ?? [])
}

/** Nine digits, which name a float32 exactly, without the noise of its float64 value. */
function float32Text(value: number): string {
  return String(Number(value.toPrecision(9)))
}
