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
    'Energies on the plot',
    [
      'The ranges and energies of the step that is shown stand over its curve. Drag an edge, or the middle to move all of it; Escape gives the drag up.',
      'The button beside a field has the next drag draw it, of an energy the next click. A drag with Alt adds a range.',
      'Arrow keys move what has the focus, with Shift by ten pixels; Delete removes it; a double click goes to its field.'
    ]
  ],
  [
    'Before averaging',
    [
      '“Quality before Averaging…” shows shift, area, centroid and χ² of each scan, and says whether they drift. The box of a row, or Delete on a point, leaves a scan out of the average.',
      '“Radiation Damage…” does the same over time. Both are in the X-ray Emission menu and in that of a row.'
    ]
  ],
  [
    'Models',
    [
      'Of “fit” and “background” the model is put together of shapes: “+ shape”.',
      'The table below it has each parameter with its value ± σ, its start, and a box that fixes it; ▸ opens its bounds and a tie.',
      'Where a line or an edge starts is dragged on the plot. “Residual” above the plot shows what the model leaves.'
    ]
  ],
  [
    'Maps',
    [
      'Drag on a map to zoom; double-click to see all of it. “Incident” and “Transfer” draw it over ω or over Δ = Ω − ω.',
      '“+ Cut” adds cuts at one Ω (CIE), ω (CEE) or Δ (CET), or along a line that you drag over the map.',
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
  body.node.tabIndex = 0; // so that keys scroll it
  for (const [title, lines] of help) {
    const list = element('ul', 'jp-XESHelp-list');
    list.append(...lines.map(line => element('li', '', line)));
    body.node.append(element('h3', 'jp-XESHelp-title', title), list);
  }
  await showDialog({ title: 'X-ray Emission', body, buttons: [Dialog.okButton()] });
}
