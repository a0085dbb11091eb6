import { Token } from '@lumino/coreutils';
import type { IWidgetTracker } from '@jupyterlab/apputils';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';
import type { Vitals } from './vitals.js';

/** Names of the plugin's settings and of the two factories; part of saved workspaces. */
export const settingsId = 'jupyterlab-xes:plugin';
export const scanFactory = 'XES Viewer';
export const analysisFactory = 'XES Analysis';

/** Commands of open documents: `xes:…`, JSON in, JSON out. Their code comes with the first document. */
const documentIDs = {
  state: 'xes:state',
  addScans: 'xes:add-scans',
  addStep: 'xes:add-step',
  setStep: 'xes:set-step',
  addCut: 'xes:add-cut',
  setFrom: 'xes:set-from',
  leaveOut: 'xes:leave-out',
  rename: 'xes:rename',
  setColor: 'xes:set-color',
  duplicate: 'xes:duplicate',
  switch: 'xes:switch',
  move: 'xes:move',
  remove: 'xes:remove',
  show: 'xes:show',
  select: 'xes:select',
  setView: 'xes:set-view',
  togglePanel: 'xes:toggle-panel',
  openAddStep: 'xes:open-add-step',
  quality: 'xes:quality',
  addFolder: 'xes:add-folder',
  addToAnalysis: 'xes:add-to-analysis',
  saveAsAnalysis: 'xes:save-as-analysis',
  result: 'xes:result',
  settled: 'xes:settled',
  undo: 'xes:undo',
  redo: 'xes:redo',
  resetZoom: 'xes:reset-zoom',
  export: 'xes:export',
  copyTable: 'xes:copy-table',
  saveFigure: 'xes:save-figure',
  setChannel: 'xes:set-channel',
  reload: 'xes:reload'
} as const;

/** All commands. */
export const CommandIDs = {
  ...documentIDs,
  open: 'xes:open',
  newAnalysis: 'xes:new-analysis',
  openSelected: 'xes:open-selected',
  showHealth: 'xes:show-health',
  selfCheck: 'xes:self-check',
  freeMemory: 'xes:free-memory',
  saveDiagnostics: 'xes:save-diagnostics',
  copyReport: 'xes:copy-report',
  restoreAnalysis: 'xes:restore-analysis',
  showLog: 'xes:show-log',
  help: 'xes:help'
} as const;

export const documentCommands: readonly string[] = Object.values(documentIDs);

/** Commands whose buttons follow `XESViewer.can`. */
export const actionCommands: readonly string[] = [
  CommandIDs.addScans,
  CommandIDs.resetZoom,
  CommandIDs.saveFigure,
  CommandIDs.export,
  CommandIDs.reload,
  CommandIDs.undo,
  CommandIDs.redo
];

export const IXESDiagnostics = new Token<IDiagnostics>(
  'jupyterlab-xes:IXESDiagnostics',
  'Log and crash reports of the XES viewer.'
);

export type IXESTracker = IWidgetTracker<XESDocumentWidget>;
export const IXESTracker = new Token<IXESTracker>(
  'jupyterlab-xes:IXESTracker',
  'The open documents of the XES viewer.'
);

/** Loads, once, what the viewer knows of itself. */
export type IXESVitals = () => Promise<Vitals>;
export const IXESVitals = new Token<IXESVitals>(
  'jupyterlab-xes:IXESVitals',
  'What the XES viewer holds.'
);
