// Tests that `npm test` leaves to `npm run test:all`, which must pass before anything is merged:
// they repeat one test for many kinds, seeds, faults or environments. At least one test of each
// feature is not among them.

/** Spec files of jest, below tests/unit. */
export const unit = [
  'analysis/steps/chains',
  'formats/textfuzz',
  'io/fuzz',
  'science/alignment',
  'science/alignmentnoise',
  'science/iad',
  'science/lowcounts',
  'science/numbers',
  'science/positions',
  'science/sharednoise'
].map(name => `tests/unit/${name}.spec.ts`);

/** Files of pytest, below tests/python. */
export const python = [
  'test_cli_ends',
  'test_codesweep',
  'test_ends',
  'test_engine_process',
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
    'changed',
    'code',
    'facilityschemas',
    'followsfile',
    'h5web',
    'hub',
    'kernels',
    'lifecycle',
    'lifecyclework',
    'log',
    'looks',
    'notebook',
    'oldest',
    'oldkernels',
    'outputs',
    'python',
    'recovery',
    'renames',
    'transfer',
    'wholedocument'
  ].map(name => `tests/browser/${name}.spec.ts`),
  ...[
    'compute',
    'controls',
    'edits',
    'ends',
    'neighbours',
    'plots',
    'serverends',
    'storage',
    'worker'
  ].map(name => `tests/faults/${name}.spec.ts`)
];
