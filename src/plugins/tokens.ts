import { Token } from '@lumino/coreutils';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { DocumentTracker } from '../widgets/tracker.js';

export const IXESDiagnostics = new Token<IDiagnostics>(
  'jupyterlab-xes:IXESDiagnostics',
  'Log and crash reports of the XES viewer.'
);

export type IXESTracker = DocumentTracker;
export const IXESTracker = new Token<IXESTracker>(
  'jupyterlab-xes:IXESTracker',
  'The open documents of the XES viewer.'
);
