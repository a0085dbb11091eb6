import { isEnergy, roleOfName } from '../roles.js';
import { energyUnit, unitOfLabel } from '../units.js';
import { cellsOf, type Layout } from './layout.js';
import { bareComment, isComment, type Line } from './lines.js';
import { isNumeric } from './numbers.js';

/** Names of columns, and units if they are on a separate line. */
export interface Names {
  names: string[];
  /** One per column, null if it has none; absent if they are part of the names, if anywhere. */
  units?: (string | null)[];
  /** The lines they were read from. */
  lines: readonly Line[];
}

/** A longer line is not a list of names. */
const longestNames = 400_000;

/**
 * The names of the columns above their numbers: in the last line of words there, or in a line
 * before it if that has units or remarks (names, units and comments of Origin).
 * @param above the lines above the numbers;
 * @param width number of columns
 */
export function namesAbove(above: readonly Line[], layout: Layout, width: number): Names | null {
  const worded = above.filter(({ text }) => /\p{L}|#\d/u.test(text));
  const rows = worded.slice(-mostRows).map(line => ({ line, names: namesIn(line, layout, width) }));
  const last = rows.at(-1);
  const before = rows.at(-2);
  if (!last?.names) {
    return null;
  }
  const titled = rows.filter(row => isHead(row.line, layout)).find(({ names }) => hasEnergy(names));
  const head = hasEnergy(last.names) ? last : (titled ?? (areUnits(last.names) ? before : last));
  const units = rows.find(row => row !== head && row.names !== null && areUnits(row.names));
  return {
    names: head?.names ?? last.names,
    ...(head?.names && units?.names ? { units: units.names.map(bareUnit) } : {}),
    lines: rows.slice(head?.names ? rows.indexOf(head) : -1).map(({ line }) => line)
  };
}

/** Most rows of names, units and remarks that programs write above the numbers. */
const mostRows = 3;

/**
 * Whether a line has the separator of the rows, and so is not a sentence with the same number of
 * words by chance.
 */
function isHead(line: Line, { separator }: Layout): boolean {
  return separator !== 'blanks' && !isComment(line) && line.text.includes(separator);
}

function hasEnergy(names: readonly string[] | null): boolean {
  return names?.some(name => isEnergy(roleOfName(unitOfLabel(name).stem))) ?? false;
}

/**
 * The names in a line, if their number is that of the columns; null otherwise. A comment may match
 * by chance: if only blanks separate the names, the first must be an energy, or all must be known.
 */
function namesIn(line: Line, layout: Layout, width: number): string[] | null {
  if (line.text.length > longestNames) {
    return null;
  }
  const isBare = isComment(line);
  const text = isBare ? bareComment(line.text).replace(/^L\s+/, '') : line.text;
  const fits = (names: string[]) => names.length === width && names.some(name => name !== '');
  const areWords = (names: string[]) =>
    fits(names) && names.every(name => name !== '' && !isNumeric(name));
  const own = cellsOf(text, layout);
  const owns = [
    own,
    ...(own.at(-1) === '' ? [own.slice(0, -1)] : []),
    ...(own[0] === '' ? [own.slice(1)] : [])
  ];
  const fitting = owns.find(fits);
  if (!isBare && fitting && layout.separator !== 'blanks') {
    return fitting;
  }
  const apart = partedNames(text).find(areWords);
  const words = wordsOf(text);
  if (
    fits(words) &&
    isEnergy(roleOfName(unitOfLabel(words[0]).stem)) &&
    words.slice(1).every(isNumeric)
  ) {
    return words; // a matrix: one energy per column
  }
  if (apart || !areWords(words)) {
    return apart ?? null;
  }
  const roles = words.map(word => roleOfName(unitOfLabel(word).stem));
  const areNames = isEnergy(roles[0]) || !roles.includes('unknown') || areUnits(words);
  return !isBare || areNames ? words : null;
}

/** A line of names split by separators that can't be blanks within names. */
function partedNames(text: string): string[][] {
  const trimmed = text.trim();
  return [
    trimmed.split(/\t+/),
    trimmed.split(/\s{2,}/),
    cellsOf(trimmed, { separator: ',', hasDecimalCommas: false }),
    cellsOf(trimmed, { separator: ';', hasDecimalCommas: false }),
    trimmed.split(/[,;]/)
  ].map(names => names.map(name => name.trim()));
}

/** Words between blanks; a bracket (of a unit) belongs to the preceding word. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const word of cellsOf(text, { separator: 'blanks', hasDecimalCommas: false })) {
    if (/^[[(]/.test(word) && words.length > 0) {
      words.push(`${words.pop()} ${word}`);
    } else {
      words.push(word);
    }
  }
  return words;
}

const otherUnits =
  /^(?:|-+|a\.?u\.?|arb\.?(?:\s?units?)?|counts?|cts|cps|counts\/s|s|sec|seconds?|ms|mm|um|µm|deg|degrees?|°|rad|mrad|m?a|[nµu]a|m?v|hz|%|1|none|norm\.?)$/i;

/** Whether the cells of a line are units, one of them of an energy or an angle. */
function areUnits(cells: readonly string[]): boolean {
  const bare = cells.map(bareUnit);
  const isScale = (unit: string | null) =>
    energyUnit(unit).kind === 'energy' || /^(?:deg|degrees?|m?rad)$/i.test(unit ?? '');
  const isUnit = (unit: string | null, k: number) =>
    isScale(unit) || otherUnits.test((unit ?? '').trim()) || /^\[.*\]$/.test(cells[k].trim());
  return bare.some(isScale) && bare.every(isUnit);
}

/** A unit without brackets; null if it is not a unit. */
function bareUnit(cell: string): string | null {
  const bare = cell.trim().replace(/^[[(]|[\])]$/g, '');
  return bare === '' || /^-+$/.test(bare) ? null : bare;
}
