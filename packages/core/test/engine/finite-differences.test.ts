import { describe, it } from 'vitest'
import { ENGINES } from './engines.js'
import { checkGradients, checkLossGradients } from './finite-differences.js'
import { operationTable } from './operation-table.js'
import { seeded } from './random.js'
import { trainingTable } from './training-table.js'

const engines = ENGINES.filter(({ precision }) => precision === 'float64')

describe.each(engines)('gradients of the $name engine are slopes', ({ load }) => {
  it.each(operationTable())('of the outputs: $title', async ({ model, inputs }) => {
    const engine = await load()
    for (const training of [false, true]) await checkGradients(engine, model, inputs(3, seeded(11)), 3, training)
  })

  // A constraint moves the weights after the step, so the step is not the gradient there.
  const unconstrained = trainingTable().filter(({ title }) => !title.startsWith('constraint'))
  it.each(unconstrained)('of the loss: $title', async ({ model, loss, batch }) => {
    const engine = await load()
    await checkLossGradients(engine, model, batch(4, seeded(12)), loss)
    await checkLossGradients(engine, model, batch(3, seeded(13)), loss, 10)
  })
})
