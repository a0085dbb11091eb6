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
      'Double-click a scan to open it; create an analysis from the launcher, and add scans to it.',
      'Tick rows to draw them together. A click shows a row and selects it; Ctrl and Shift select several.',
      '“Add step…” adds a step that works on the selected rows. Its parameters, numbers and warnings are on the right.',
      'Right-click a row to rename, duplicate, switch off or remove it; drag it to move it.'
    ]
  },
  {
    title: 'Plots',
    lines: [
      'Point at a curve or a map to read it out in the line below: energies, I ± σ, counts.',
      'Drag to zoom, double-click to show everything. The wheel zooms about the pointer.',
      'A drag with Shift, or with the middle button, pans; with “Pan” above the plot every drag does.'
    ]
  },
  {
    title: 'Energies on the plot',
    lines: [
      'The ranges and energies of the displayed step are marked on its curve. Drag an edge, or the middle to move the whole mark; Escape cancels the drag.',
      'The button next to a field lets the next drag set its range, or the next click its energy. A drag with Alt adds a range.',
      'Arrow keys move the focused mark, with Shift by ten pixels; Delete removes it; a double click, or Enter, goes to its field.'
    ]
  },
  {
    title: 'Before averaging',
    lines: [
      '“Quality before Averaging…” shows shift, area, centroid and χ² of each scan, and reports whether they drift. The box of a row, or Delete on a point, leaves a scan out of the average.',
      '“Radiation Damage…” does the same over time. Both are in the X-ray Emission menu and in that of a row.'
    ]
  },
  {
    title: 'Models',
    lines: [
      'The model of “fit” and “background” is composed of shapes: “+ shape”.',
      'The table below it shows each parameter with its value ± σ, its start value, and a box that fixes it; ▸ opens its bounds and its tie.',
      'Drag the start position of a line or an edge on the plot. “Residual” above the plot shows data minus model.'
    ]
  },
  {
    title: 'Maps',
    lines: [
      '“Incident” and “Transfer” draw a map over ω or over Δ = Ω − ω.',
      '“+ Cut” adds cuts at one Ω (CIE), ω (CEE) or Δ (CET), or along a line that you drag over the map.',
      'Drag a cut to move it, the edge of its band to widen it; double-click it for numbers.',
      'With several maps side by side, a click makes a map active.'
    ]
  },
  {
    title: 'Keys',
    lines: [
      'Tab moves from part to part. When the focus is in the viewer, but not in a text field (⌘ instead of Ctrl on a Mac):',
      ['Ctrl+Z', 'undoes'],
      ['Ctrl+Shift+Z', 'redoes it'],
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
        'move from row to row; Shift extends the selection, Ctrl leaves it unchanged'
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
      ['← → ↑ ↓', 'pan, with Shift further'],
      ['+ −', 'zoom'],
      ['0', 'shows everything'],
      [
        'C',
        'shows a cursor: arrows move it from cell to cell or from point to point (up and down to the next curve), with Shift by ten, and reads out its values; C or Escape hides it'
      ],
      ['Enter', 'makes one of several maps active']
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
        'on the edge of the list or the inspector change its width; Enter opens and closes it'
      ],
      ['Escape', 'closes a panel over a plot']
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
  const part = server ? `${server.version}${python}` : 'not installed, or not reachable';
  const isOther = server !== null && server.version !== version;
  return {
    title: 'About',
    lines: [
      `jupyterlab-xes ${version} in ${lab}; server extension: ${part}.`,
      ...(isOther ? ['The two have different versions: reinstall one of them.'] : []),
      `Cite it as: The jupyterlab-xes developers, jupyterlab-xes: X-ray emission spectroscopy in JupyterLab, version ${version}.`
    ]
  };
}
