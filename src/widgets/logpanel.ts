import { MainAreaWidget } from '@jupyterlab/apputils';
import type { IDiagnostics } from '../diagnostics/types.js';
import type { Log } from '../diagnostics/log.js';
import { LogViewer } from './logviewer.js';
import { xesIcon } from './icon.js';

/** Show the log in a panel. */
export function openLogViewer(log: Log, diagnostics: IDiagnostics): MainAreaWidget<LogViewer> {
  const widget = new MainAreaWidget({ content: new LogViewer(log.history, diagnostics) });
  widget.id = 'jupyterlab-xes:log-viewer';
  widget.toolbar.hide(); // an empty strip
  widget.title.label = 'XES Log';
  widget.title.icon = xesIcon;
  widget.title.closable = true;
  return widget;
}
