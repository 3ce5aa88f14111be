import { at } from '../core/arrays.js'

/**
 * A directed graph that has a walk over every edge, once, from `first` to `last`. The edges out of vertex v are
 * `starts[v] .. starts[v + 1] - 1`; several edges may join the same vertices, and an edge may end where it starts.
 */
export interface LetterGraph {
  /** [vertices + 1] */
  readonly starts: Uint32Array
  /** [edges] The vertex that an edge leads to. Reordered in place. */
  readonly targets: Uint32Array
  /** [edges] The letter that stands on an edge. Reordered in place. */
  readonly letters: Uint8Array
  readonly first: number
  readonly last: number
}

/**
 * Draws a walk over every edge, each such walk equally likely, and returns the letters on its way.
 *
 * The last edges out of all vertices but `last` form a tree that leads to `last`; a tree and an order of the other edges
 * out of each vertex make one walk, and every walk is made so (van Aardenne-Ehrenfest and de Bruijn 1951). So a uniform
 * tree and uniform orders give a uniform walk.
 *
 * @param below draws an integer in 0 .. bound - 1, each equally likely
 */
export function eulerianWalk(graph: LetterGraph, below: (bound: number) => number): Uint8Array {
  const { starts, targets, letters, first, last } = graph
  const lastEdges = randomTree(graph, below)
  for (let vertex = 0; vertex + 1 < starts.length; vertex++) {
    const start = at(starts, vertex)
    let end = at(starts, vertex + 1)
    if (vertex !== last) swapEdges(graph, at(lastEdges, vertex), --end)
    for (let edge = end - 1; edge > start; edge--) swapEdges(graph, edge, start + below(edge - start + 1))
  }
  const next = starts.slice(0, -1)
  const walk = new Uint8Array(letters.length)
  let vertex = first
  for (let step = 0; step < walk.length; step++) {
    const edge = at(next, vertex)
    next[vertex] = edge + 1
    walk[step] = at(letters, edge)
    vertex = at(targets, edge)
  }
  return walk
}

/**
 * A spanning tree whose edges lead to `last`, each equally likely: for each vertex but `last` its edge.
 * A random walk goes from each vertex until it meets the tree; the loops on its way are forgotten by keeping the last
 * edge out of every vertex (Wilson 1996). Every vertex has a way to `last`, since the graph has a walk that ends there.
 */
function randomTree({ starts, targets, last }: LetterGraph, below: (bound: number) => number): Uint32Array {
  const vertices = starts.length - 1
  const edges = new Uint32Array(vertices)
  const inTree = new Uint8Array(vertices)
  inTree[last] = 1
  for (let origin = 0; origin < vertices; origin++) {
    for (let vertex = origin; at(inTree, vertex) === 0; vertex = at(targets, at(edges, vertex))) {
      const start = at(starts, vertex)
      edges[vertex] = start + below(at(starts, vertex + 1) - start)
    }
    for (let vertex = origin; at(inTree, vertex) === 0; vertex = at(targets, at(edges, vertex))) inTree[vertex] = 1
  }
  return edges
}

function swapEdges({ targets, letters }: LetterGraph, a: number, b: number): void {
  const [target, letter] = [at(targets, a), at(letters, a)]
  targets[a] = at(targets, b)
  letters[a] = at(letters, b)
  targets[b] = target
  letters[b] = letter
}
