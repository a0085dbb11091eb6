// Tests that `npm test` leaves to `npm run test:all`, which must pass before anything is merged:
// they take long, or repeat one test for many kinds, seeds, faults or environments.

/** Spec files of jest, below tests/unit. */
export const unit = [
  'analysis/steps/chains',
  'documents/renames',
  'formats/schema/fuzz',
  'formats/textfuzz',
  'io/damage',
  'io/fuzz',
  'io/matrix',
  'io/preview',
  'io/running',
  'science/alignment',
  'science/alignmentnoise',
  'science/badvalues',
  'science/fit/badvalues',
  'science/fit/derivatives',
  'science/fit/likelihood',
  'science/fit/nist',
  'science/gridaxes',
  'science/iad',
  'science/lowcounts',
  'science/numbers',
  'science/positions',
  'science/properties/invariance',
  'science/sharednoise',
  'science/thresholds',
  'scripts/stages',
  'structure/playwright'
].map(name => `tests/unit/${name}.spec.ts`);

/** Files of pytest, below tests/python. */
export const python = [
  'test_api_batch',
  'test_api_signatures',
  'test_cli_ends',
  'test_codesweep',
  'test_doctor',
  'test_ends',
  'test_engine_process',
  'test_engine_start',
  'test_example_notebooks',
  'test_fit_parity',
  'test_wheel'
].map(name => `tests/python/${name}.py`);

/**
 * Spec files of Playwright: separate environments, crashes and restarts, all faults of a kind, many
 * pages or kernels.
 */
export const browser = [
  ...[
    'accessible',
    'besidenotebook',
    'cases',
    'changed',
    'code',
    'collecting',
    'columns',
    'early',
    'errors',
    'events',
    'examples',
    'facilityschemas',
    'filters',
    'followsfile',
    'gestures',
    'h5web',
    'hub',
    'kernels',
    'lifecycle',
    'lifecyclework',
    'log',
    'looks',
    'mapwork',
    'notebook',
    'notebookcells',
    'oldest',
    'oldkernels',
    'outputs',
    'panels',
    'picking',
    'pictures',
    'previews',
    'python',
    'recovery',
    'renames',
    'reports',
    'sidebyside',
    'sizes',
    'transfer',
    'views',
    'wholedocument',
    'wrongsettings'
  ].map(name => `tests/browser/${name}.spec.ts`),
  ...[
    'compute',
    'controls',
    'edits',
    'ends',
    'floods',
    'neighbours',
    'plots',
    'serverends',
    'storage',
    'worker'
  ].map(name => `tests/faults/${name}.spec.ts`)
];
