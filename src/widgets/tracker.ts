import type { IWidgetTracker } from '@jupyterlab/apputils';
import type { XESDocumentWidget } from './documentwidget.js';

/** The open documents. */
export type DocumentTracker = IWidgetTracker<XESDocumentWidget>;
