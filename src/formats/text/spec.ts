import { distinct } from '../distinct.js';
import type { EntryListing } from '../entries.js';
import type { ScanWarning } from '../scan.js';
import { cellsOf, plainLayout } from './layout.js';
import { linesOf, type Line } from './lines.js';
import { numberIn } from './numbers.js';
import { columnsOfRows, invalidTable } from './rows.js';
import { plannedPoints } from './speccommand.js';
import { noFacts, type Position, type TextFile, type TextFormat, type TextTable } from './types.js';

/** Files of SPEC and what writes like it: scans one below the other. */
export const spec: TextFormat = {
  matches: head => /^#S\s+\d+/m.test(head) || /^#F\s[^\n]*\n#E\s/.test(head),
  open
};

/** A scan in the file: its lines, without those of the others. */
interface SpecScan extends EntryListing {
  lines: readonly Line[];
  /** Names of the motors whose positions the scan has (`#O`). */
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

/** The scans by their numbers; the second of a number n is `n.2`, as files are appended to. */
function scansOf(lines: readonly Line[]): SpecScan[] {
  const starts = lines.flatMap(({ text }, i) => (/^#S\s+\d+/.test(text) ? [i] : []));
  const seen = new Map<string, number>();
  let motors = motorsOf(lines.slice(0, starts[0])) ?? [];
  return starts.map((start, k) => {
    const [, number, title] = /^#S\s+(\d+)\s*(.*)$/.exec(lines[start].text) ?? ['', '', ''];
    const count = (seen.get(number) ?? 0) + 1;
    seen.set(number, count);
    const own = lines.slice(start, starts[k + 1] ?? lines.length);
    const name = count === 1 ? number : `${number}.${count}`;
    const scan = { name, title: title.trim(), lines: own, motors };
    motors = motorsOf(own) ?? motors; // the header of a file that goes on below
    return scan;
  });
}

/** The names of the motors in a header, apart by two blanks; null without any. */
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

/** Positions of the motors when the scan began; none where they are not as many as the names. */
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

/** Lines of numbers, without multichannel spectra (`@A …\`, over several lines), which are counted. */
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
 * The names of the columns, each once: apart by two blanks, for one blank may stand within. None where they are not
 * as many as the columns.
 */
function labelsOf(labels: string, width: number): string[] {
  const names = [/\s{2,}/, /\t+/, /\s+/]
    .map(separator => labels.split(separator))
    .find(parts => parts.length === width);
  return names ? distinct(names) : [];
}

/** The rows without a last one that was cut off. @param declared columns by `#N` */
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
  const of = isShort ? `${count} of ${planned}` : `${count}`;
  return isShort || isAborted
    ? [
        {
          code: 'scan/aborted',
          message: `The scan stopped early: ${of} points were measured.`
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
