/** The name of a command: `addScans` becomes `add-scans`. */
type Dashed<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Dashed<Rest>}`
  : '';

type Ids<N extends string> = { readonly [K in N]: `xes:${Dashed<K>}` };

/** Ids by their names. Every page of JupyterLab loads them, so each word is written only once. */
function ids<N extends string>(...names: readonly N[]): Ids<N> {
  const dashed = (name: N) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  return Object.fromEntries(names.map(name => [name, `xes:${dashed(name)}`])) as Ids<N>;
}

/**
 * Commands of open documents: `xes:…`, JSON in, JSON out. Their code is loaded with the first
 * document.
 */
const documentIDs = ids(
  'state',
  'addScans',
  'addStep',
  'setStep',
  'addCut',
  'setFrom',
  'leaveOut',
  'rename',
  'setColor',
  'duplicate',
  'switch',
  'move',
  'remove',
  'show',
  'select',
  'setView',
  'togglePanel',
  'openAddStep',
  'quality',
  'addFolder',
  'addToAnalysis',
  'saveAsAnalysis',
  'result',
  'settled',
  'undo',
  'redo',
  'resetZoom',
  'export',
  'copyTable',
  'copyAsPython',
  'insertAsCode',
  'saveFigure',
  'setChannel',
  'reload'
);

/** All commands. */
export const CommandIDs = {
  ...documentIDs,
  ...ids(
    'open',
    'newAnalysis',
    'openSelected',
    'showHealth',
    'selfCheck',
    'freeMemory',
    'saveDiagnostics',
    'copyReport',
    'restoreAnalysis',
    'showLog',
    'help'
  )
};

export const documentCommands: readonly string[] = Object.values(documentIDs);

/** Commands whose buttons are enabled according to `XESViewer.can`. */
export const actionCommands: readonly string[] = [
  CommandIDs.addScans,
  CommandIDs.resetZoom,
  CommandIDs.saveFigure,
  CommandIDs.export,
  CommandIDs.reload,
  CommandIDs.undo,
  CommandIDs.redo
];
