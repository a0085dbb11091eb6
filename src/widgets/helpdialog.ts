import { Dialog, showDialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { element } from './dom.js';

/** What is done with mouse and keys, by what it is done to. */
const help: readonly (readonly [title: string, lines: readonly string[]])[] = [
  [
    'Scans and results',
    [
      'Double-click a scan to open it; make an analysis from the launcher, and add scans to that.',
      'Tick rows to draw them together. A click shows a row and selects it; Ctrl and Shift select several.',
      '“Add step…” works on what is selected. Its parameters, numbers and warnings are at the right.',
      'Right-click a row to rename, duplicate, switch off or remove it.'
    ]
  ],
  [
    'Maps',
    [
      'Drag on a map to zoom; double-click to see all of it.',
      'Drag a cut to move it, the edge of its band to widen it; double-click it for numbers.',
      'Arrow keys move a cut by a step, with Shift by ten; Delete removes it.'
    ]
  ],
  [
    'Keys',
    [
      'Ctrl+Z and Ctrl+Shift+Z undo and redo (⌘ on a Mac).',
      'Alt+A adds scans, Alt+S adds a step, Ctrl+D duplicates one.',
      'Alt+Z resets the zoom, Alt+L and Alt+I show and hide the panels.'
    ]
  ]
];

/** Show how the viewer is used. */
export async function showHelp(): Promise<void> {
  const body = new Widget();
  body.addClass('jp-XESHelp');
  for (const [title, lines] of help) {
    const list = element('ul', 'jp-XESHelp-list');
    list.append(...lines.map(line => element('li', '', line)));
    body.node.append(element('h3', 'jp-XESHelp-title', title), list);
  }
  await showDialog({ title: 'X-ray Emission', body, buttons: [Dialog.okButton()] });
}
