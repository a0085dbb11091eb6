import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { UUID } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import { xesIcon } from './icon.js';

/** Show a plot in a new tab to the right of its document. The tab disposes of it. */
export function popOut(
  shell: JupyterFrontEnd.IShell,
  document: Widget,
  content: Widget,
  title: string
): void {
  const tab = new MainAreaWidget({ content });
  tab.id = `xes-plot-${UUID.uuid4()}`;
  tab.addClass('jp-XESPlotTab');
  Object.assign(tab.title, { label: title, icon: xesIcon, closable: true });
  shell.add(tab, 'main', { ref: document.id, mode: 'split-right' });
}
