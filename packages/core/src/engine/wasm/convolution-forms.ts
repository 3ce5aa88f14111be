import { at } from '../../core/arrays.js'
import type { LayerGraph } from '../graph.js'
import type { ConvolutionChoice } from './convolution-choice.js'
import type { GraphAnalysis, PlanRequest } from './graph-analysis.js'
import type { CodeInputs } from './plan-memory.js'
import { type SpectralForm, spectralForm, spectrumBytes } from './spectral-form.js'
import { pointBytes, type WinogradForm, winogradForm } from './winograd-form.js'

/** The convolutions, by node, that are not direct sums. */
export interface ConvolutionForms {
  readonly spectral: ReadonlyMap<number, SpectralForm>
  readonly winograd: ReadonlyMap<number, WinogradForm>
}

/** Bytes of a model's kernels as spectra and at points: twenty times as much is needed on sixteen threads. */
const MOST_KERNEL_BYTES = 96 * 2 ** 20

/** How convolutions are done, as long as there is memory for it; those of base codes have kernels of their own. */
export function convolutionForms(
  graph: LayerGraph,
  codes: CodeInputs,
  analysis: GraphAnalysis,
  request: PlanRequest,
  { choice, sliceRecords }: { readonly choice: ConvolutionChoice; readonly sliceRecords: number },
): ConvolutionForms {
  const spectral = new Map<number, SpectralForm>()
  const winograd = new Map<number, WinogradForm>()
  if (choice === 'auto' && hasTies(graph, request)) return { spectral, winograd }
  let bytes = 0
  for (const [i, node] of graph.nodes.entries()) {
    if (node.op !== 'conv1d' || !analysis.needed[i] || codes.has(at(node.inputs, 0))) continue
    const tiles = winogradForm(graph, node, choice, request)
    const form = tiles === undefined ? spectralForm(graph, node, choice, sliceRecords) : undefined
    const size = tiles ? pointBytes(graph, node) : form ? spectrumBytes(graph, node, form) : 0
    if (bytes + size > MOST_KERNEL_BYTES) continue
    bytes += size
    if (tiles !== undefined) winograd.set(i, tiles)
    if (form !== undefined) spectral.set(i, form)
  }
  return { spectral, winograd }
}

/**
 * Direct sums give equal windows equal bits, tiles do not: of the copies of a repeat, rounding would choose the one that a
 * maximum, and so its gradient, comes from. Where gradients reach the input, to be looked at, the first is chosen.
 */
function hasTies(graph: LayerGraph, { backward }: PlanRequest): boolean {
  return backward === 'inputs' && graph.nodes.some(({ op }) => op === 'maxPooling1d' || op === 'globalMaxPooling1d')
}
