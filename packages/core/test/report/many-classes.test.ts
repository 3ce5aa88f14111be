import { expect, it } from 'vitest'
import { confusionFigure, figureTexts } from '../../src/report/index.js'

it('says so, instead of drawing a confusion matrix that fills the page', () => {
  const classes = 200
  const matrix = Array.from({ length: classes }, (_, i) => Array.from({ length: classes }, (_, j) => (i === j ? 5 : 0)))
  const { svg, table } = confusionFigure(matrix, [], figureTexts('en'))
  expect(svg.length + JSON.stringify(table).length).toBeLessThan(5000)
  expect(svg).toContain('200 classes')
})
