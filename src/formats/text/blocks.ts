import { creator } from '../../base/creator.js';
import { isEnergy, roleOfName } from '../roles.js';
import { unitOfLabel } from '../units.js';
import { cellsOf, layoutOf, widthOfRow, type Layout } from './layout.js';
import { bareComment, isComment, linesOf, type Line } from './lines.js';
import { namesAbove } from './names.js';
import { numberIn } from './numbers.js';
import { singleScan, type TextFile, type TextTable } from './types.js';

/** Lines of a text that form a separate table. */
export interface Block {
  /** Index of its first line, and of the line after its last. */
  from: number;
  to: number;
  /** The line of names that applies to it, unless it has its own. */
  names: string | null;
}

/** Consecutive lines of numbers, without an empty line, a comment or words between them. */
interface Run {
  /**
   * Index of its first line, of the header lines directly above, and of the line after its last.
   */
  start: number;
  head: number;
  end: number;
}

/**
 * Spectra below each other in a text, each with the same line of names or after an empty line,
 * whose energies do not continue those before. Empty for a text that is one table: a map may have
 * empty lines between its rows, so that only a line of names begins another map.
 */
function blocksOf(lines: readonly Line[]): Block[] {
  const first = firstRun(lines);
  if (!first) {
    return [];
  }
  const { start, layout, width } = first;
  const above = namesAbove(lines.slice(0, start), layout, width);
  const energies = [...(above?.names ?? []).entries()].flatMap(([k, name]) =>
    isEnergy(roleOfName(unitOfLabel(name).stem)) ? [k] : []
  );
  if (above === null && width !== 2) {
    return [];
  }
  const names = above?.lines.at(-1)?.text.trim() ?? null;
  const isMap = energies.length > 1;
  if (isMap && !lines.some(({ text }, i) => i > start && text.trim() === names)) {
    return []; // large ones, mostly
  }
  const runs = runsOf(lines, start, names);
  const named = () => runs.slice(1).filter(run => isNamed(lines, run, names));
  const begins = isMap
    ? anotherMap(lines, start, named(), layout, energies)
    : runs.filter((run, k) => k > 0 && isRestart(lines, runs[k - 1], run, layout, names));
  return begins.length === 0 ? [] : asBlocks(lines, begins, names);
}

function firstRun(lines: readonly Line[]): { start: number; layout: Layout; width: number } | null {
  const isRow = (i: number) => !isComment(lines[i]) && widthOfRow(lines[i].text) > 0;
  const start = lines.findIndex((_, i) => i < mostHeaderLines && isRow(i));
  const layout = start < 0 ? null : layoutOf(lines[start].text);
  return layout && { start, layout, width: cellsOf(lines[start].text, layout).length };
}

/** Most lines above the numbers. */
const mostHeaderLines = 2000;

/** The runs of lines of numbers, separated by empty lines, comments or the line of names. */
function runsOf(lines: readonly Line[], start: number, names: string | null): Run[] {
  const isBetween = (line: Line) => {
    const text = line.text.trim();
    return text === '' || text === names || isComment(line);
  };
  const runs: Run[] = [];
  let [head, i] = [start, start];
  while (i < lines.length) {
    const begin = i;
    while (i < lines.length && !isBetween(lines[i])) {
      i++;
    }
    if (i > begin && widthOfRow(lines[begin].text) > 0) {
      runs.push({ start: begin, head, end: i });
      head = i;
    }
    while (i < lines.length && isBetween(lines[i])) {
      i++;
    }
  }
  return runs;
}

/**
 * The runs of a text over two energies that begin another map: they have the line of names again, and
 * measure cells that the map before has. The names may also be repeated within one map, above each
 * row, at each page, or where a scan was resumed.
 * @param start of the first line of numbers. @param energies their columns.
 */
function anotherMap(
  lines: readonly Line[],
  start: number,
  named: readonly Run[],
  layout: Layout,
  energies: readonly number[]
): Run[] {
  const cellOf = ({ text }: Line) => {
    const cells = cellsOf(text, layout);
    return energies.map(k => (numberIn(cells[k] ?? '') ?? NaN).toFixed(3)).join(' ');
  };
  const cellsIn = (from: number, to: number) =>
    lines
      .slice(from, to)
      .filter(line => !isComment(line) && widthOfRow(line.text) > 0)
      .map(cellOf);
  let seen = new Set(cellsIn(start, named[0]?.start ?? start));
  return named.filter((run, k) => {
    const cells = cellsIn(run.start, named[k + 1]?.start ?? lines.length);
    const isAnother = cells.some(cell => seen.has(cell));
    seen = isAnother ? new Set() : seen;
    cells.forEach(cell => seen.add(cell));
    return isAnother;
  });
}

function isNamed(lines: readonly Line[], { head, start }: Run, names: string | null): boolean {
  return names !== null && lines.slice(head, start).some(({ text }) => text.trim() === names);
}

/** Whether a run is a separate table, i.e. does not continue the one before it. */
function isRestart(
  lines: readonly Line[],
  before: Run,
  run: Run,
  layout: Layout,
  names: string | null
): boolean {
  const between = lines.slice(run.head, run.start);
  const isApart = between.some(({ text }) => text.trim() === '');
  const energy = (i: number) => numberIn(cellsOf(lines[i].text, layout)[0] ?? '') ?? NaN;
  const [first, last, next] = [before.start, before.end - 1, run.start].map(energy);
  const goesOn = last >= first ? next > last : next < last;
  return isNamed(lines, run, names) || (isApart && !goesOn);
}

function asBlocks(lines: readonly Line[], starts: readonly Run[], names: string | null): Block[] {
  // if the names are in a comment, the whole header is above the rows
  const isBelow = names !== null && !isComment({ text: names });
  const cuts = starts.map(({ head, start }) => {
    const hasNames = lines.slice(head, start).some(({ text }) => text.trim() === names);
    const below = isBelow ? commentsBelow(lines, head) : 0;
    return { at: hasNames ? head + below : start, names: hasNames ? null : names };
  });
  return [{ at: 0, names: null }, ...cuts].map(({ at, names: held }, k) => ({
    from: at,
    to: cuts[k]?.at ?? lines.length,
    names: held
  }));
}

/** Beginnings of the comments that this program writes below its tables; the first is the title. */
const ownComment =
  /^(title|counted|made of|energy|intensity|made by|command|source|step|verdict|sigma): /;

/**
 * Number of lines from the given one that are comments this program writes below its rows; other
 * programs write theirs above.
 */
function commentsBelow(lines: readonly Line[], from: number): number {
  const isOwn = (line: Line | undefined, k: number) => {
    const comment = line && isComment(line) ? bareComment(line.text) : '';
    return ownComment.test(comment) && comment.startsWith('title: ') === (k === 0);
  };
  let count = 0;
  while (isOwn(lines[from + count], count)) {
    count++;
  }
  const own = lines.slice(from, from + count).map(({ text }) => bareComment(text));
  return own.some(comment => comment.startsWith(`made by: ${creator} `)) ? count : 0;
}

/**
 * A text whose tables below each other are its scans, named by number. @param read reads one of them.
 * @param header what every table has above its rows; a text without it in a later one is one table.
 */
export function openBlocks(
  text: string,
  read: (text: string) => TextTable,
  header: RegExp | null = null
): TextFile {
  const lines = linesOf(text);
  const blocks = blocksOf(lines);
  const hasHeader = ({ from, to }: Block) =>
    !header || lines.slice(from, to).some(({ text: line }) => header.test(line));
  const isOne = !blocks.slice(1).every(hasHeader);
  return blocks.length === 0 || isOne
    ? singleScan(() => read(text))
    : {
        entries: blocks.map((_, k) => ({ name: `${k + 1}`, title: '' })),
        table: entry => read(blockText(lines, blocks[Number(entry) - 1]))
      };
}

/** The text of a block, with the line numbers of the whole text. */
function blockText(lines: readonly Line[], { from, to, names }: Block): string {
  const comments = lines.slice(from, to).map(({ text }) => text);
  const above = Array<string>(names === null ? from : from - 1).fill('');
  return [...above, ...(names === null ? [] : [names]), ...comments].join('\n') + '\n';
}
