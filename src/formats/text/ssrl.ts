import { cellsOf, plainLayout } from './layout.js';
import { contentOf, linesOf, type Line } from './lines.js';
import { offsetsUnused } from './offsets.js';
import { columnsOfRows, invalidTable } from './rows.js';
import { noFacts, singleScan, type TextFormat, type TextTable } from './types.js';

/**
 * Text files of SSRL's EXAFS Data Collector: a plain-text header, names one per line below `Data:`.
 */
export const ssrl: TextFormat = {
  matches: head => /^SSRL\s+EXAFS Data Collector/.test(head),
  open: text => singleScan(() => readSsrl(linesOf(text)))
};

function readSsrl(lines: readonly Line[]): TextTable {
  const width = Number(/COLS:\s*(\d{1,5})\b/.exec(lines[2]?.text ?? '')?.[1] ?? NaN);
  const data = lines.findIndex(({ text }) => /^Data:\s*$/.test(text));
  if (!(width >= 2) || data < 0) {
    throw invalidTable('its header (of SSRL) has no COLS, or no line "Data:"');
  }
  const header = lines.slice(0, data).map(({ text }) => text.trim());
  const names = lines.slice(data + 1, data + 1 + width).map(({ text }) => text.trim());
  const rows = contentOf(lines.slice(data + 1 + width));
  if (rows.length === 0) {
    throw invalidTable('there are no numbers below "Data:"');
  }
  const offsets = cellsOf(header[header.indexOf('Offsets:') + 1] ?? '', plainLayout).map(Number);
  const title = header.slice(7, 13).find(line => line !== '') ?? '';
  return {
    names,
    units: names.map(name => (/energy/i.test(name) ? 'eV' : null)),
    columns: columnsOfRows(rows, plainLayout, width),
    comments: header,
    facts: {
      ...noFacts(),
      areCounters: true,
      isAbsorption: true,
      facility: 'SSRL',
      metadata: { title, sample: title, startTime: header[1] },
      warnings: header.includes('Offsets:') ? offsetsUnused(names, offsets) : []
    }
  };
}
