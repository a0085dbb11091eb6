import type { Range, ReferenceMark } from '../../analysis/document/index.js';
import { lineTable } from '../../analysis/steps/lines.js';

/** A known line or edge, with its element. */
export interface IKnownLine extends ReferenceMark {
  readonly element: string;
  /** One standard deviation of its energy, eV, if its table has one. */
  readonly sigma?: number;
}

/** All known lines and edges, grouped by element and source. */
export function knownLines(): readonly IKnownLine[] {
  return lineTable({ source: null, table: [] }).map(line => ({
    ...line,
    name: `${line.element} ${line.name}`
  }));
}

/** `Bearden` of `Bearden, Rev. Mod. Phys. 39 (1967) 78, …`. */
export function author(source: string): string {
  return source.split(',', 1)[0];
}

/** The element with a line in a range, eV, or else the nearest line; null if there are no lines. */
export function elementNear(lines: readonly IKnownLine[], range: Range | null): string | null {
  const away = ({ energy }: IKnownLine) =>
    range ? Math.max(0, range[0] - energy, energy - range[1]) : 0;
  const nearest = lines.reduce<IKnownLine | null>(
    (best, line) => (best && away(best) <= away(line) ? best : line),
    null
  );
  return nearest?.element ?? null;
}

/** Lines plus some more, without duplicates. */
export function withLines(
  lines: readonly ReferenceMark[],
  more: readonly ReferenceMark[]
): readonly ReferenceMark[] {
  const isThere = (entry: ReferenceMark) =>
    lines.some(
      line =>
        line.name === entry.name && line.energy === entry.energy && line.source === entry.source
    );
  const added = more.filter(line => !isThere(line));
  return [...lines, ...added.map(({ name, energy, source }) => ({ name, energy, source }))];
}

/**
 * A line at another energy, which makes it the user's: a table is the source of its own number
 * only. Back at the table's energy, the table is its source again; any other source is the user's,
 * and stays.
 */
export function atEnergy(
  known: readonly ReferenceMark[],
  line: ReferenceMark,
  energy: number
): ReferenceMark {
  if (line.energy === energy) {
    return line;
  }
  const table = tableOf(known, line);
  const isTabled = known.some(({ source }) => source === line.source);
  const own = table ? ownSource(table) : isTabled ? 'own value' : line.source;
  return { ...line, energy, source: table?.energy === energy ? table.source : own };
}

/** The entry of a table for a line, also if its energy was changed. */
function tableOf(
  known: readonly ReferenceMark[],
  { name, energy, source }: ReferenceMark
): ReferenceMark | undefined {
  const ofSource = known.filter(line => line.source === source || ownSource(line) === source);
  return (
    ofSource.find(line => line.source !== source || line.energy === energy) ??
    ofSource.find(line => line.name === name)
  );
}

function ownSource({ energy, source }: ReferenceMark): string {
  return `own value; ${author(source)} has ${energy} eV`;
}
