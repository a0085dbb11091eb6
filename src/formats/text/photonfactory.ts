import { distinct } from '../distinct.js';
import { withBraggEnergy } from './bragg.js';
import { cellsOf, plainLayout } from './layout.js';
import { contentOf, linesOf, type Line } from './lines.js';
import { offsetsUnused } from './offsets.js';
import { columnsOfRows, invalidTable } from './rows.js';
import { noFacts, singleScan, type TextFormat, type TextTable } from './types.js';

/**
 * XAFS files of the Photon Factory and programs with the same format (`9809     KEK-PF   BL9A`):
 * angle and counts.
 */
export const photonFactory: TextFormat = {
  matches: head => /^\s*9809\s+\S/.test(head) && /^[ \t]*Angle\(c\)\s+Angle\(o\)/m.test(head),
  open: text => singleScan(() => readPhotonFactory(linesOf(text)))
};

/** Meanings of the numbers in the row `Mode`. */
const modes: Readonly<Record<string, string | undefined>> = {
  '1': 'I0',
  '2': 'transmission',
  '3': 'fluorescence'
};

/**
 * The energy is computed from the measured angle; the row `Mode` gives the kind of each counter.
 */
function readPhotonFactory(lines: readonly Line[]): TextTable {
  const labels = lines.findIndex(({ text }) => /^\s*Angle\(c\)\s+Angle\(o\)/.test(text));
  const header = lines.slice(0, labels).map(({ text }) => text.trim());
  const below = (name: string) => {
    const found = lines.slice(labels, labels + 3).find(({ text }) => text.trim().startsWith(name));
    return found ? cellsOf(found.text, plainLayout).slice(1) : [];
  };
  const rows = contentOf(lines.slice(labels + 1)).filter(({ text }) => /^\s*[-+.\d]/.test(text));
  if (rows.length === 0) {
    throw invalidTable('there are no numbers below the names of the columns');
  }
  const named = cellsOf(lines[labels].text, plainLayout);
  const width = cellsOf(rows[0].text, plainLayout).length;
  const mode = below('Mode');
  const counters = named.slice(3);
  // the row of modes has only two zeros for the first three columns
  const meant = counters.map((_, k) => modes[mode[k + 2]]);
  const isAlone = (what: string | undefined) => meant.indexOf(what) === meant.lastIndexOf(what);
  const called = counters.map((name, k) =>
    isAlone(meant[k]) && meant[k] !== undefined ? meant[k] : `${meant[k] ?? 'counter'} (${name})`
  );
  const names = distinct([...named.slice(0, 3), ...called]);
  if (names.length !== width) {
    throw invalidTable(
      `line ${rows[0].number} has ${width} columns where ${names.length} are named`
    );
  }
  const [, beamline = ''] = /^9809\s+(.*)$/.exec(header[0]) ?? [];
  const [sample = '', times = ''] = (header[1] ?? '').split(/\s{3,}/);
  const [start = '', end = ''] = times.replace(/Serial#.*/, '').split(' - ');
  const table: TextTable = {
    names,
    units: [null, null, 's', ...counters.map(() => null)],
    columns: columnsOfRows(rows, plainLayout, width),
    comments: header,
    facts: {
      ...noFacts(),
      areCounters: true,
      isAbsorption: true,
      facility: beamline.replace(/\s+/g, ' ').trim(),
      metadata: { title: sample, sample, startTime: start.trim(), endTime: end.trim() },
      warnings: offsetsUnused(names.slice(3), below('Offset').slice(2).map(Number))
    }
  };
  const spacing = header.map(line => /^Mono\s*:.*\bD=\s*([\d.]+)/.exec(line)?.[1]).find(Boolean);
  return withBraggEnergy(table, Number(spacing ?? NaN), 1);
}
