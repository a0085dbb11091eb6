import { energyUnit } from '../units.js';
import { readTable, type Table } from '../table.js';
import { openBlocks } from './blocks.js';
import { withBraggEnergy } from './bragg.js';
import { noFacts, type TextFormat, type TextTable } from './types.js';

const firstColumn = /^#\s?Column\.1:/m;

/** XDI, and formats that list columns like XDI (Athena, Larch, this program). */
export const xdi: TextFormat = {
  matches: head => /^#\s?XDI\/\d/m.test(head.slice(0, 1000)) || firstColumn.test(head),
  open: text => openBlocks(text, readXdi, firstColumn)
};

/**
 * A table with `Column.N: name unit` and `Namespace.name: value` in its comments. If the first of
 * them is `XDI/…`, the incident energy was scanned, and an angle is converted with
 * `Mono.d_spacing`.
 */
function readXdi(text: string): TextTable {
  const table = readTable(text);
  const isXdi = table.comments.some(comment => /^XDI\/\d/.test(comment));
  const fields = fieldsOf(table.comments);
  const named = { ...table, ...columnNames(table, fields, isXdi) };
  const field = (...names: string[]) => names.map(name => fields.get(name)).find(Boolean) ?? '';
  const element = field('element.symbol', 'scan.element');
  const edge = field('element.edge', 'scan.edge');
  const sample = field('sample.name');
  const what = element === '' ? '' : `${element} ${edge}`.trim();
  const title = [sample || userComment(text), what].filter(Boolean).join(', ');
  const facts = {
    ...noFacts(),
    isAbsorption: isXdi,
    facility: [...new Set([field('facility.name'), field('beamline.name')])].join(' ').trim(),
    metadata: {
      ...(isXdi && title !== '' ? { title } : {}),
      sample,
      startTime: field('scan.start_time'),
      endTime: field('scan.end_time')
    }
  };
  const spacing = Number(field('mono.d_spacing'));
  return isXdi ? withBraggEnergy({ ...named, facts }, spacing) : { ...named, facts };
}

/** The fields of a header by lower-case name; the first of equal names. */
function fieldsOf(comments: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const comment of comments) {
    const found = /^([A-Za-z]\w*\.\w+):\s*(\S.*)?$/.exec(comment.slice(0, longestField));
    const name = found?.[1].toLowerCase();
    if (name !== undefined && !fields.has(name)) {
      fields.set(name, (found?.[2] ?? '').trim());
    }
  }
  return fields;
}

const longestField = 10_000;

/** Names and units from `Column.N`, if complete; otherwise from the line above the numbers. */
function columnNames(
  { columns }: Table,
  fields: ReadonlyMap<string, string>,
  isXdi: boolean
): Pick<Table, 'names' | 'units'> | null {
  const listed = columns.map((_, k) =>
    fields
      .get(`column.${k + 1}`)
      ?.split('||')[0]
      .trim()
  );
  if (listed.some(entry => entry === undefined || entry === '')) {
    return null;
  }
  const parts = listed.map(one => /^(\S+)\s+(.*)$/.exec(one ?? ''));
  const isUnit = (part: RegExpExecArray | null) =>
    part !== null && (isXdi || energyUnit(part[2]).kind === 'energy');
  return {
    names: listed.map((one, k) => (isUnit(parts[k]) ? (parts[k]?.[1] ?? '') : (one ?? ''))),
    units: parts.map(part => (isUnit(part) ? (part?.[2] ?? null) : null))
  };
}

/** The first line of the user's comment, between `# ///` and the line of dashes. */
function userComment(text: string): string {
  const found = /^#\s*\/{3,}[^\n]*\n#[ \t]*([^\n]{1,200})/m.exec(text.slice(0, 65_536))?.[1] ?? '';
  return /^-+/.test(found) ? '' : found.trim();
}
