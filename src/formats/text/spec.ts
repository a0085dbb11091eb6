import { distinct } from '../distinct.js';
import type { EntryListing } from '../entries.js';
import type { ScanWarning } from '../scan.js';
import { cellsOf, plainLayout } from './layout.js';
import { linesOf, type Line } from './lines.js';
import { numberIn } from './numbers.js';
import { columnsOfRows, invalidTable } from './rows.js';
import { plannedPoints } from './speccommand.js';
import { noFacts, type Position, type TextFile, type TextFormat, type TextTable } from './types.js';

/** Files of SPEC and programs with the same format: scans below each other. */
export const spec: TextFormat = {
  matches: head => /^#S\s+\d+/m.test(head) || /^#F\s[^\n]*\n#E\s/.test(head),
  open
};

/** A scan in the file, with its lines only. */
interface SpecScan extends EntryListing {
  lines: readonly Line[];
  /** Names of the motors whose positions are recorded (`#O`). */
  motors: readonly string[];
}

function open(text: string): TextFile {
  const scans = scansOf(linesOf(text));
  if (scans.length === 0) {
    throw invalidTable('this SPEC file has no scan yet (#S)');
  }
  return {
    entries: scans.map(({ name, title }) => ({ name, title })),
    table: entry => readScan(scans.find(({ name }) => name === entry) ?? scans[0])
  };
}

/** The scans by number; as files may be appended to, the second with number n is `n.2`. */
function scansOf(lines: readonly Line[]): SpecScan[] {
  const starts = lines.flatMap(({ text }, i) => (/^#S\s+\d+/.test(text) ? [i] : []));
  const seen = new Map<string, number>();
  let motors = motorsOf(lines.slice(0, starts[0])) ?? [];
  return starts.map((start, k) => {
    const [, number, title] = /^#S\s+(\d+)\s*(.*)$/.exec(lines[start].text) ?? ['', '', ''];
    const count = (seen.get(number) ?? 0) + 1;
    seen.set(number, count);
    const scanLines = lines.slice(start, starts[k + 1] ?? lines.length);
    const name = count === 1 ? number : `${number}.${count}`;
    const scan = { name, title: title.trim(), lines: scanLines, motors };
    motors = motorsOf(scanLines) ?? motors; // a new header further down in the file
    return scan;
  });
}

/** The names of the motors in a header, separated by two blanks; null if there are none. */
function motorsOf(lines: readonly Line[]): readonly string[] | null {
  const listed = lines.filter(({ text }) => /^#O\d+\s/.test(text));
  const names = listed.flatMap(({ text }) =>
    text
      .replace(/^#O\d+/, '')
      .trim()
      .split(/\s{2,}/)
  );
  return listed.length > 0 ? names : null;
}

/**
 * Positions of the motors at the start of the scan; empty if their number differs from that of the
 * names.
 */
function positionsOf(motors: readonly string[], header: readonly string[]): Position[] {
  const listed = header.filter(line => /^#P\d+\s/.test(line));
  const values = listed.flatMap(line => cellsOf(line.replace(/^#P\d+/, ''), plainLayout));
  return values.length === motors.length
    ? motors.map((name, i) => ({ name, value: numberIn(values[i]) ?? NaN }))
    : [];
}

function readScan({ name, title, lines, motors }: SpecScan): TextTable {
  const { rows, skipped } = rowsOf(lines);
  const header = lines.filter(({ text }) => text.startsWith('#')).map(({ text }) => text);
  const after = (mark: string) =>
    header.filter(line => line.startsWith(`${mark} `)).map(line => line.slice(mark.length + 1));
  const labels = after('#L').at(-1)?.trim() ?? '';
  const [first] = rows;
  if (!first) {
    throw invalidTable(`scan ${name} of this SPEC file has no points`);
  }
  const width = cellsOf(first.text, plainLayout).length;
  const names = labelsOf(labels, width);
  const whole = wholeRows(rows, width, Number(after('#N')[0]));
  const columns = columnsOfRows(whole, plainLayout, width);
  const planned = plannedPoints(title);
  const aborted = after('#C').some(comment => /aborted after/i.test(comment));
  return {
    names,
    columns,
    positions: positionsOf(motors, header),
    comments: header.map(line => line.slice(1).trim()),
    facts: {
      ...noFacts(),
      areCounters: true,
      ...(planned !== null && planned > whole.length ? { planned } : {}),
      metadata: { title, scanCommand: title, startTime: after('#D')[0]?.trim() ?? '' },
      warnings: [
        ...stoppedEarly(whole.length, planned, aborted),
        ...cutRows(rows.length - whole.length),
        ...skippedSpectra(skipped)
      ]
    }
  };
}

/**
 * Lines of numbers, without multichannel spectra (`@A …\`, over several lines), which are only
 * counted.
 */
function rowsOf(lines: readonly Line[]): { rows: Line[]; skipped: number } {
  const rows: Line[] = [];
  let [skipped, isSpectrum] = [0, false];
  for (const line of lines) {
    const text = line.text.trim();
    const begins = text.startsWith('@');
    if (begins || isSpectrum) {
      skipped += begins ? 1 : 0;
      isSpectrum = text.endsWith('\\');
    } else if (text !== '' && !text.startsWith('#')) {
      rows.push(line);
    }
  }
  return { rows, skipped };
}

/**
 * Unique names of the columns, separated by two blanks, as names may contain single ones. Empty if
 * their number differs from that of the columns.
 */
function labelsOf(labels: string, width: number): string[] {
  const names = [/\s{2,}/, /\t+/, /\s+/]
    .map(separator => labels.split(separator))
    .find(parts => parts.length === width);
  return names ? distinct(names) : [];
}

/** The rows without a truncated last one. @param declared columns by `#N` */
function wholeRows(rows: readonly Line[], width: number, declared: number): readonly Line[] {
  const last = rows.at(-1);
  const isCut = last !== undefined && cellsOf(last.text, plainLayout).length < width;
  if (rows.length === 1 && width < declared) {
    throw invalidTable(`line ${rows[0].number} has ${width} columns where #N says ${declared}`);
  }
  return isCut ? rows.slice(0, -1) : rows;
}

function stoppedEarly(count: number, planned: number | null, isAborted: boolean): ScanWarning[] {
  const isShort = planned !== null && count < planned;
  const countText = isShort ? `${count} of ${planned}` : `${count}`;
  return isShort || isAborted
    ? [
        {
          code: 'scan/aborted',
          message: `The scan stopped early: ${countText} points were measured.`
        }
      ]
    : [];
}

function cutRows(count: number): ScanWarning[] {
  const message = 'The last line of the scan was cut off, and is left out.';
  return count > 0 ? [{ code: 'scan/short-array', message }] : [];
}

function skippedSpectra(count: number): ScanWarning[] {
  const message = `${count} multichannel spectra (@A) stand between the points; they are not read.`;
  return count > 0 ? [{ code: 'scan/spectra-skipped', message }] : [];
}
