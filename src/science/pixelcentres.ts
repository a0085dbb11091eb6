/** Centres of pixels from their edges (n + 1) → (n). */
export function centresOf(edges: Float64Array): Float64Array {
  return Float64Array.from({ length: edges.length - 1 }, (_, i) => (edges[i] + edges[i + 1]) / 2);
}
