import { version } from '../base/version.js';

/** A sentence, or a gesture or key with its effect. */
export type HelpLine = string | readonly [keys: string, does: string];

export interface IHelpSection {
  readonly title: string;
  readonly lines: readonly HelpLine[];
}

/** What mouse and keys do, grouped by what they act on. */
export const helpSections: readonly IHelpSection[] = [
  {
    title: 'Scans and results',
    lines: [
      'Double-click a scan to open it; make an analysis from the launcher, and add scans to that.',
      'Tick rows to draw them together. A click shows a row and selects it; Ctrl and Shift select several.',
      '“Add step…” works on what is selected. Its parameters, numbers and warnings are at the right.',
      'Right-click a row to rename, duplicate, switch off or remove it; drag it to move it.'
    ]
  },
  {
    title: 'Plots',
    lines: [
      'Point at a curve or a map to read it out in the line below: energies, I ± σ, counts.',
      'Drag to zoom, double-click to see all of it. The wheel zooms about the pointer.',
      'A drag with Shift, or with the middle button, moves the picture; with “Pan” over the plot every drag does.'
    ]
  },
  {
    title: 'Energies on the plot',
    lines: [
      'The ranges and energies of the step that is shown stand over its curve. Drag an edge, or the middle to move all of it; Escape gives the drag up.',
      'The button beside a field has the next drag draw it, of an energy the next click. A drag with Alt adds a range.',
      'Arrow keys move what has the focus, with Shift by ten pixels; Delete removes it; a double click, or Enter, goes to its field.'
    ]
  },
  {
    title: 'Before averaging',
    lines: [
      '“Quality before Averaging…” shows shift, area, centroid and χ² of each scan, and says whether they drift. The box of a row, or Delete on a point, leaves a scan out of the average.',
      '“Radiation Damage…” does the same over time. Both are in the X-ray Emission menu and in that of a row.'
    ]
  },
  {
    title: 'Models',
    lines: [
      'Of “fit” and “background” the model is put together of shapes: “+ shape”.',
      'The table below it has each parameter with its value ± σ, its start, and a box that fixes it; ▸ opens its bounds and a tie.',
      'Where a line or an edge starts is dragged on the plot. “Residual” above the plot shows what the model leaves.'
    ]
  },
  {
    title: 'Maps',
    lines: [
      '“Incident” and “Transfer” draw a map over ω or over Δ = Ω − ω.',
      '“+ Cut” adds cuts at one Ω (CIE), ω (CEE) or Δ (CET), or along a line that you drag over the map.',
      'Drag a cut to move it, the edge of its band to widen it; double-click it for numbers.',
      'Of several maps side by side, a click makes one the active one.'
    ]
  },
  {
    title: 'Keys',
    lines: [
      'Tab goes from part to part. Where the focus is in the viewer and not in a text field (⌘ in the place of Ctrl on a Mac):',
      ['Ctrl+Z', 'undoes'],
      ['Ctrl+Shift+Z', 'does it again'],
      ['Alt+A', 'adds scans'],
      ['Alt+S', 'adds a step'],
      ['Ctrl+D', 'duplicates a step'],
      ['Alt+Z', 'resets the zoom'],
      ['Alt+L', 'shows and hides the list'],
      ['Alt+I', 'shows and hides the inspector'],
      'They can be changed in the Settings Editor, under Keyboard Shortcuts.'
    ]
  },
  {
    title: 'The list by keyboard',
    lines: [
      [
        '↑ ↓ Home End PageUp PageDown',
        'go from row to row, with Shift selecting, with Ctrl without'
      ],
      ['→ ←', 'open and close the parts of a row'],
      ['Space', 'ticks a row'],
      ['Ctrl+Space', 'adds it to the selection'],
      ['Ctrl+A', 'selects all'],
      ['Enter', 'shows a row'],
      ['F2', 'renames it'],
      ['Delete', 'removes what is selected'],
      ['Alt+↑ Alt+↓', 'move a row'],
      ['a letter', 'goes to the next row that begins with it']
    ]
  },
  {
    title: 'Plots by keyboard',
    lines: [
      ['← → ↑ ↓', 'move the picture, with Shift further'],
      ['+ −', 'zoom'],
      ['0', 'shows all of it'],
      [
        'C',
        'shows a cursor: arrows move it from cell to cell or from point to point (up and down to the next curve), with Shift by ten, and what is there is read out; C or Escape ends it'
      ],
      ['Enter', 'on one of several maps makes it the active one']
    ]
  },
  {
    title: 'Cuts and panels by keyboard',
    lines: [
      ['← → ↑ ↓', 'move a cut by a step, with Shift by ten'],
      ['Enter', 'opens its numbers'],
      ['Delete', 'removes it'],
      [
        '← →',
        'at the edge of the list or of the inspector change how wide it is; Enter opens and closes it'
      ],
      ['Escape', 'closes what lies over a plot']
    ]
  }
];

/** The software that runs along with this page. */
export interface IRuns {
  /** The application with its version. */
  lab: string;
  /** The server extension; null if it is not running. */
  server: { version: string; python?: string } | null;
}

/** Versions, and how to cite the program. */
export function aboutSection({ lab, server }: IRuns): IHelpSection {
  const python = server?.python ? ` under Python ${server.python}` : '';
  const part = server ? `${server.version}${python}` : 'not installed, or away';
  const isOther = server !== null && server.version !== version;
  return {
    title: 'About',
    lines: [
      `jupyterlab-xes ${version} in ${lab}; the server’s part: ${part}.`,
      ...(isOther ? ['The two parts are of different versions: install one of them anew.'] : []),
      `Cite it as: The jupyterlab-xes developers, jupyterlab-xes: X-ray emission spectroscopy in JupyterLab, version ${version}.`
    ]
  };
}
