import { at } from '../../core/arrays.js'
import type { LayerGraph } from '../graph.js'
import type { GraphAnalysis } from './graph-analysis.js'
import type { CodeInputs } from './plan-memory.js'
import { type SpectralChoice, type SpectralForm, spectralForm, spectrumBytes } from './spectral-form.js'
import { type WinogradForm, winogradForm } from './winograd-form.js'

/** The convolutions, by node, that are not direct sums. */
export interface ConvolutionForms {
  readonly spectral: ReadonlyMap<number, SpectralForm>
  readonly winograd: ReadonlyMap<number, WinogradForm>
}

/** Bytes of the spectra of a model's kernels: twenty times as much is needed on sixteen threads. */
const MOST_SPECTRA_BYTES = 96 * 2 ** 20

/** How convolutions are done; those of base codes have kernels of their own. Spectra as long as there is memory for them. */
export function convolutionForms(
  graph: LayerGraph,
  codes: CodeInputs,
  analysis: GraphAnalysis,
  choice: SpectralChoice,
  sliceRecords: number,
): ConvolutionForms {
  const spectral = new Map<number, SpectralForm>()
  const winograd = new Map<number, WinogradForm>()
  let bytes = 0
  for (const [i, node] of graph.nodes.entries()) {
    if (node.op !== 'conv1d' || !analysis.needed[i] || codes.has(at(node.inputs, 0))) continue
    const tiles = winogradForm(graph, node, choice)
    const form = tiles === undefined ? spectralForm(graph, node, choice, sliceRecords) : undefined
    if (tiles !== undefined) winograd.set(i, tiles)
    if (form === undefined || bytes + spectrumBytes(graph, node, form) > MOST_SPECTRA_BYTES) continue
    bytes += spectrumBytes(graph, node, form)
    spectral.set(i, form)
  }
  return { spectral, winograd }
}
