/**
 * Addresses of the example notebooks; a separate expression for each, because bundlers look for
 * exactly this form.
 */
export const exampleNotebooks: ReadonlyMap<string, () => URL> = new Map([
  ['1-rxes', () => new URL('../../examples/notebooks/1-rxes.ipynb', import.meta.url)],
  [
    '2-valence-to-core',
    () => new URL('../../examples/notebooks/2-valence-to-core.ipynb', import.meta.url)
  ],
  [
    '3-herfd-series',
    () => new URL('../../examples/notebooks/3-herfd-series.ipynb', import.meta.url)
  ],
  ['4-batch', () => new URL('../../examples/notebooks/4-batch.ipynb', import.meta.url)]
]);
