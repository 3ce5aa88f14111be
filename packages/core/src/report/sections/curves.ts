import type { Markup } from '../../core/markup.js'
import { textElement } from '../../core/markup.js'
import { confusionFigure } from '../confusion-figure.js'
import type { ScoreCurves } from '../curve-data.js'
import { evaluatedParts, judgedEvaluation, judgedPart } from '../judged-part.js'
import { figureBlock, figureGrid, paragraph, type SectionContext, section } from '../page-parts.js'
import { type PartCurves, precisionRecallFigure, rocFigure } from '../ranking-figures.js'
import { reliabilityFigure } from '../reliability-figure.js'
import type { ReportEvaluation } from '../report-data.js'
import { scatterFigure } from '../scatter-figure.js'
import { errorFigure, scoreFigure } from '../score-figures.js'
import { trainingFigure } from '../training-figure.js'

/** Loss and every metric by epoch. */
export function trainingSection({ data, words, figures }: SectionContext): Markup {
  const { history } = data
  if (history === undefined) return ''
  const names = Object.keys(history.columns).filter((name) => !name.startsWith('val') && !NO_CURVE.has(name))
  const blocks = names.map((name) => {
    const validation = history.columns[`val${name.charAt(0).toUpperCase()}${name.slice(1)}`]
    const metrics: Readonly<Record<string, string>> = words.metrics
    const series = {
      name: Object.hasOwn(metrics, name) ? (metrics[name] ?? name) : name,
      epochs: history.epochs,
      train: history.columns[name] ?? [],
      ...(validation && { validation }),
      best: data.training.best?.epoch,
    }
    return figureBlock(trainingFigure(series, figures), words)
  })
  return section(words.curves.heading, paragraph(words.curves.text), figureGrid(...blocks))
}

const NO_CURVE = new Set(['epoch', 'learningRate', 'seconds'])

/** ROC and precision-recall curves of every question, a line a part. */
export function rankingSection(context: SectionContext): Markup {
  const { data, words, figures } = context
  const questions = judgedEvaluation(data)?.figures?.curves ?? []
  const blocks = questions.map((question, index) => {
    const parts = partCurves(context, question, index)
    const grid = figureGrid(
      figureBlock(rocFigure(parts, figures), words),
      figureBlock(precisionRecallFigure(parts, figures), words),
    )
    return questionHeading(context, question, questions.length) + grid
  })
  if (blocks.length === 0) return ''
  const { outputs = 1 } = judgedEvaluation(data) ?? {}
  const more = outputs > questions.length && questions.length > 1 ? paragraph(words.ranking.more(questions.length)) : ''
  return section(words.ranking.heading, paragraph(words.ranking.text), ...blocks, more)
}

/** Reliability and the spread of the scores, on the part that is judged. */
export function calibrationSection(context: SectionContext): Markup {
  const { data, words, figures } = context
  const questions = judgedEvaluation(data)?.figures?.curves ?? []
  const blocks = questions.map((question) => {
    const grid = figureGrid(
      figureBlock(
        reliabilityFigure(question.reliability, figures),
        words,
        judgedTitle(context, figures.reliability.title),
      ),
      figureBlock(scoreFigure(question.scores, figures), words, judgedTitle(context, figures.scores.title)),
    )
    return questionHeading(context, question, questions.length) + grid
  })
  return blocks.length === 0 ? '' : section(words.calibration.heading, paragraph(words.calibration.text), ...blocks)
}

/** The confusion matrices: one, or one a task; errors by threshold are beside a single one. */
export function confusionSection(context: SectionContext): Markup {
  const { data, words, figures } = context
  const evaluation = judgedEvaluation(data)
  const part = judgedPart(data)
  if (evaluation === undefined || part === undefined) return ''
  const names = data.data[part]?.taskNames ?? []
  const { classes: named = evaluation.outputs > 1 ? names : [] } = data.data[part] ?? data.data.train ?? {}
  const shown = evaluation.columns ?? [evaluation]
  const blocks = shown.slice(0, MOST_MATRICES).flatMap(({ confusionMatrix: matrix }, index) => {
    if (matrix === undefined) return []
    const classes = evaluation.columns === undefined ? named : []
    const title = judgedTitle(context, figures.confusion.title)
    const full =
      evaluation.columns === undefined ? title : `${title}, ${words.ranking.column(names[index] ?? String(index))}`
    return [figureBlock(confusionFigure(matrix, classes, figures), words, full)]
  })
  if (blocks.length === 0) return ''
  const [single] = shown
  const { threshold } = single ?? {}
  const text = threshold === undefined ? words.confusion.largest : words.confusion.text(threshold)
  const curves = evaluation.figures?.curves ?? []
  const errors = curves.length === 1 ? curves.map(({ errors: rates }) => errorFigure(rates, figures)) : []
  return section(
    words.confusion.heading,
    paragraph(text),
    figureGrid(...blocks, ...errors.map((figure) => figureBlock(figure, words, judgedTitle(context, figure.title)))),
  )
}

const MOST_MATRICES = 8

/** Predicted against true values of a regression. */
export function scatterSection(context: SectionContext): Markup {
  const { data, words, figures } = context
  const clouds = judgedEvaluation(data)?.figures?.scatter ?? []
  const part = judgedPart(data)
  const names = part === undefined ? [] : (data.data[part]?.taskNames ?? [])
  const blocks = clouds.map((cloud, index) => {
    const title = judgedTitle(context, figures.scatter.title)
    const task = clouds.length > 1 ? `, ${words.ranking.column(names[index] ?? cloud.name)}` : ''
    return figureBlock(scatterFigure(cloud, figures), words, `${title}${task}`)
  })
  return blocks.length === 0 ? '' : section(figures.scatter.title, figureGrid(...blocks))
}

function judgedTitle({ data, words }: SectionContext, title: string): string {
  const part = judgedPart(data)
  return part === undefined ? title : `${title} (${words.parts[part]})`
}

function questionHeading(context: SectionContext, question: ScoreCurves, count: number): Markup {
  if (count === 1) return ''
  const { words, data } = context
  const isTask = judgedEvaluation(data)?.columns !== undefined
  return textElement('h3', isTask ? words.ranking.column(question.name) : words.ranking.class(question.name))
}

/** The same question on every part, with the scores that belong to it. */
function partCurves({ data }: SectionContext, question: ScoreCurves, index: number): PartCurves[] {
  return evaluatedParts(data).flatMap(({ part, evaluation }) => {
    const curves = evaluation.figures?.curves?.[index]
    if (curves === undefined || curves.name !== question.name) return []
    return [{ part, curves, ...scoresOf(evaluation, index) }]
  })
}

/** Of one question among several classes there is no score of its own. */
function scoresOf(evaluation: ReportEvaluation, index: number): Pick<PartCurves, 'rocAuc' | 'averagePrecision'> {
  const of = evaluation.columns?.[index] ?? (evaluation.outputs <= 2 ? evaluation : undefined)
  return { rocAuc: of?.metrics.rocAuc, averagePrecision: of?.metrics.averagePrecision }
}
