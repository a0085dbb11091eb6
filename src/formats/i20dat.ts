import { isSameEnergy, wholeSteps } from '../science/equalenergies.js';
import { XESError } from '../base/errors.js';
import { arms, incidentJitter } from './i20arms.js';
import {
  channelFromCounts,
  emptyMetadata,
  monitorWarnings,
  reachedOf,
  reachWarnings,
  assignKinds
} from './metadata.js';
import type { Channel, Scan, ScanMetadata, ScanWarning } from './scan.js';

/** Whether a text begins as GDA's ASCII files do. */
export function isGdaAscii(text: string): boolean {
  return /^#\s*DIAMOND LIGHT SOURCE/i.test(text.slice(0, 200));
}

/**
 * Read GDA's ASCII form of an I20 scan. The ratio FF/I1 is recomputed from the counts, because the
 * file prints it with six decimals only.
 * @throws XESError `scan/unknown-format`, `scan/no-energy`, `scan/no-intensity`
 */
export function readI20Dat(text: string): Scan {
  const lines = text.split(/\r?\n/);
  const header = lines.filter(line => line.startsWith('#'));
  const { columns, points } = readTable(lines, header);
  const incident = columns.get('Energy') ?? null;
  const monitor = columns.get('I1') ?? null;
  const found: Channel[] = [];
  let hasEnergy = false;
  for (const { name, detector, suffix } of arms) {
    const emission = columns.get(`XESEnergy${suffix}`);
    const counts = columns.get(`FF_${detector}`);
    hasEnergy ||= emission !== undefined;
    if (emission && counts) {
      const bragg = columns.get(`XESBragg${suffix}`) ?? null;
      found.push(channelFromCounts(name, emission, counts, monitor, bragg));
    }
  }
  if (!hasEnergy) {
    throw new XESError(
      'scan/no-energy',
      'No column XESEnergyUpper or XESEnergyLower: no XES scan.'
    );
  }
  if (found.length === 0) {
    throw new XESError(
      'scan/no-intensity',
      'No column FF_medipix1 or FF_medipix2: nothing to show.'
    );
  }
  const metadata = readMetadata(header);
  const { kind, channels, richest } = assignKinds(incident, found, incidentJitter);
  const shape = plannedShape(metadata.scanCommand) ?? [points];
  const planned = Math.max(
    points,
    shape.reduce((a, b) => a * b, 1)
  );
  // a line that was written was reached, whatever it holds
  const reach = { ...reachedOf(richest), reached: points };
  const warnings: ScanWarning[] = [...monitorWarnings(monitor), ...reachWarnings(reach, planned)];
  return {
    format: 'gda-ascii',
    facility: 'Diamond I20',
    kind,
    shape,
    points: { planned, measured: points },
    incident,
    incidentJitter,
    monitor,
    time: columns.get('Time') ?? null,
    channels,
    metadata,
    links: { missing: [] },
    warnings
  };
}

function readTable(lines: string[], header: string[]) {
  const last = header.filter(line => line.includes('\t')).pop();
  if (!last) {
    throw new XESError(
      'scan/unknown-format',
      'No line of column names: this is no GDA ASCII scan.'
    );
  }
  const names = last
    .slice(1)
    .split('\t')
    .map(name => name.trim());
  const rows: number[][] = [];
  for (const line of lines) {
    if (line !== '' && !line.startsWith('#')) {
      const row = line.split('\t').map(cell => (cell.trim() === '' ? NaN : Number(cell)));
      // a line that was cut off lacks a column, or the tab at its end: its last number is not whole
      if (row.length >= names.length) {
        rows.push(row);
      }
    }
  }
  const columns = new Map<string, Float64Array>();
  names.forEach((name, i) => {
    if (name !== '' && !columns.has(name)) {
      columns.set(
        name,
        Float64Array.from(rows, row => row[i] ?? NaN)
      );
    }
  });
  return { columns, points: rows.length };
}

function readMetadata(header: string[]): ScanMetadata {
  const all = header.join('\n');
  const find = (pattern: RegExp) => pattern.exec(all)?.[1].trim() ?? '';
  const dates = [...all.matchAll(/Instrument: \S+ Date: (.*)/g)].map(match => match[1].trim());
  const crystals: Record<string, string> = {};
  for (const match of all.matchAll(
    /XES (upper|lower) spectrometer : crystal material (\w+), crystal cut: (\([^)]*\))/g
  )) {
    crystals[match[1]] = `${match[2]} ${match[3]}`;
  }
  const command = find(/command: (.*)/);
  return {
    ...emptyMetadata(),
    title: command,
    scanCommand: command,
    startTime: dates[0] ?? '',
    endTime: dates.length > 1 ? dates[dates.length - 1] : '',
    experiment: find(/\/data\/\d+\/([a-z]{2}\d+-\d+)\//),
    sample: find(/Sample name: (.*)/),
    crystals
  };
}

/**
 * Planned shape from the scan command: `bragg1WithOffset a b s` moves Ω, `[Range1 : a, b, s, …]` moves ω;
 * the first of the two in the command is the outer axis. Null where neither is there.
 */
function plannedShape(command: string): number[] | null {
  const number = String.raw`(-?[\d.]+)`;
  const incident = new RegExp(
    `bragg1WithOffset\\s+${number}\\s+${number}\\s+${number}(?!\\S)`
  ).exec(command);
  const ranges = new RegExp(`Range\\d+\\s*:\\s*${number},\\s*${number},\\s*${number}`, 'g');
  const all = [...command.matchAll(ranges)];
  // a group's ranges are its arms, moved together (or one held still); another axis runs through all of its ranges
  const emission = /XESEnergyGroup/.test(command) ? longest(all) : all;
  const shape: { at: number; length: number }[] = [];
  if (incident) {
    shape.push({ at: incident.index, length: stepsOf(incident) });
  }
  if (emission.length > 0) {
    // an energy that two ranges share may have been measured once: no false alarm of an early stop
    const shared = emission.filter(
      (range, i) => i > 0 && isSameEnergy(Number(range[1]), Number(emission[i - 1][2]))
    ).length;
    const length = emission.reduce((sum, range) => sum + stepsOf(range), -shared);
    shape.push({ at: emission[0].index, length });
  }
  const isSound = shape.every(({ length }) => length > 0 && length < 1e6);
  return shape.length > 0 && isSound
    ? shape.sort((a, b) => a.at - b.at).map(({ length }) => length)
    : null;
}

/** The range of most points, as a list: an arm that is held still has a range of one, or of no step. */
function longest(ranges: RegExpExecArray[]): RegExpExecArray[] {
  const length = (range: RegExpExecArray) => {
    const steps = stepsOf(range);
    return Number.isFinite(steps) ? steps : 0;
  };
  return ranges.reduce<RegExpExecArray[]>(
    (best, range) => (best.length > 0 && length(best[0]) >= length(range) ? best : [range]),
    []
  );
}

/** Number of points from `start, stop, step`; NaN where they are no numbers. */
function stepsOf(match: RegExpExecArray): number {
  const [start, stop, step] = match.slice(1, 4).map(Number);
  return wholeSteps(Math.abs(stop - start), Math.abs(step)) + 1;
}
