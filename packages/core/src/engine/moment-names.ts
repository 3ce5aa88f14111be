import type { OptimizerSpec } from './engine.js'

/**
 * Names of the moments in `EngineState.arrays`, the same in every engine, one set for each trained parameter `P`
 * (for example `m/conv1d/kernel`), each of the parameter's size and 0 before the first step:
 *
 *   adam, adamw   m/P              mean of the gradients
 *                 v/P              mean of their squares
 *   sgd           momentum/P       only where momentum > 0
 *   rmsprop       v/P              mean of the squares
 *                 momentum/P       only where momentum > 0
 *                 meanGradient/P   only where centered
 */
export type MomentName = 'm' | 'v' | 'momentum' | 'meanGradient'

/** Which moments an optimizer keeps for every trained parameter. */
export function momentNames(optimizer: OptimizerSpec): MomentName[] {
  switch (optimizer.name) {
    case 'adam':
    case 'adamw':
      return ['m', 'v']
    case 'sgd':
      return optimizer.momentum > 0 ? ['momentum'] : []
    case 'rmsprop': {
      const names: MomentName[] = ['v']
      if (optimizer.momentum > 0) names.push('momentum')
      if (optimizer.centered) names.push('meanGradient')
      return names
    }
  }
}
