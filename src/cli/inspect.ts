import type { ArrayListing, FileListing } from '../formats/mapping/types.js';
import { kindText } from '../analysis/kindtext.js';
import type { Scan } from '../formats/scan.js';
import { axisValues, type PointAxis } from '../science/pointaxis.js';
import { printable } from './printable.js';
import { extent } from '../science/statistics.js';

export interface IRange {
  min: number;
  max: number;
  unit: 'eV';
}

/** Output of `inspect --json`; a contract with other programs. */
export function inspection(path: string, scan: Scan, listing: FileListing) {
  const { format, facility, kind, shape, points, metadata, links, warnings } = scan;
  const emission: Record<string, IRange | null> = {};
  for (const channel of scan.channels) {
    emission[channel.name] = channel.axis ? null : range(channel.emission);
  }
  return {
    path,
    format,
    facility,
    kind,
    channels: scan.channels.map(({ name }) => name),
    shape,
    points,
    incident: scan.incident && range(scan.incident),
    emission,
    metadata,
    links,
    entries: listing.entries,
    entry: scan.entry ?? listing.entry,
    columns: listing.arrays,
    schema: scan.schema ?? null,
    warnings
  };
}

function range(axis: PointAxis): IRange | null {
  const found = extent(axisValues(axis));
  return found && { min: found[0], max: found[1], unit: 'eV' };
}

/** Output of `inspect` as text. */
export function inspectionText(path: string, scan: Scan, listing: FileListing): string {
  const facts = inspection(path, scan, listing);
  const hasEmission = Object.values(facts.emission).some(item => item !== null);
  const show = (name: string, value: IRange | null | undefined) =>
    value
      ? `${printable(name).padEnd(12)}${value.min.toFixed(2)} to ${value.max.toFixed(2)} eV`
      : null;
  return [
    path,
    `${'kind'.padEnd(12)}${kindText(facts, hasEmission)} (${printable(facts.facility)}, ${facts.format})`,
    `${'points'.padEnd(12)}${pointsText(facts)}`,
    ...schemaText(scan),
    show('incident', facts.incident),
    ...Object.entries(facts.emission).map(([name, value]) =>
      show(name === 'default' ? 'emission' : `ω ${name}`, value)
    ),
    `${'sample'.padEnd(12)}${printable(facts.metadata.sample)}`,
    `${'command'.padEnd(12)}${printable(facts.metadata.scanCommand)}`,
    `${'start'.padEnd(12)}${printable(facts.metadata.startTime)}`,
    ...entriesText(facts),
    ...columnsText(facts.columns),
    ...facts.links.missing.map(link => `${'missing'.padEnd(12)}${printable(link)}`),
    ...facts.warnings.map(({ code, message }) => `${'warning'.padEnd(12)}${message} [${code}]`)
  ]
    .filter(line => line !== null && !/^[a-z]+ +$/.test(line))
    .join('\n');
}

/** `80 of 80 planned were measured`, with the planned grid if there is one. */
function pointsText({ points, shape }: Pick<ReturnType<typeof inspection>, 'points' | 'shape'>) {
  const grid = shape.length > 1 ? `, on a grid of ${shape.join(' × ')}` : '';
  return `${points.measured} of ${points.planned} planned were measured${grid}`;
}

function schemaText({ schema }: Scan): string[] {
  return schema ? [`${'schema'.padEnd(12)}${schema.name} (${schema.from})`] : [];
}

function entriesText({ entries, entry }: ReturnType<typeof inspection>): string[] {
  const names = entries.map(({ name }) => printable(name)).join(', ');
  return entries.length > 1
    ? [`${'entries'.padEnd(12)}${names}; this is ${printable(entry ?? 'all of them')}`]
    : [];
}

/** Most arrays listed as text. */
const maxListed = 20;

function columnsText(columns: readonly ArrayListing[]): string[] {
  const listed = columns.slice(0, maxListed).map(({ name, shape, range, unit }) => {
    const facts = [
      shape.length > 0 ? `${shape.join(' × ')} values` : '1 value',
      ...(range ? [`${range[0]} to ${range[1]}${unit ? ` ${printable(unit)}` : ''}`] : [])
    ];
    return `${'column'.padEnd(12)}${printable(name)} (${facts.join(', ')})`;
  });
  const rest = columns.length - listed.length;
  return [...listed, ...(rest > 0 ? [`${'column'.padEnd(12)}… and ${rest} more (--json)`] : [])];
}
