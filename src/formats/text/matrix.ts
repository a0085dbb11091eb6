import { isEnergy, roleOfName, type Role } from '../roles.js';
import type { Table } from '../table.js';
import { unitOfLabel } from '../units.js';
import { isNumeric, isOrdered, numberIn } from './numbers.js';
import { invalidTable } from './rows.js';

/** Names of the axes of a matrix: of its first column, and of its top row. */
interface AxisNames {
  down: string;
  across: string;
}

/** A matrix of intensities with its axes, row by row. */
interface Matrix {
  names: AxisNames;
  /** Energy of each row. */
  down: ArrayLike<number>;
  /** Energy of each column. */
  across: ArrayLike<number>;
  at(row: number, column: number): number;
}

/**
 * Convert a matrix to a table with one row per cell: energies in its first row and column with an
 * empty or named corner, or listed in the header. The corner or the header says which energy is
 * which; otherwise the columns get ambiguous names, so that the user is asked.
 * @returns null for any other table.
 */
export function matrixOf(table: Table): Table | null {
  const matrix = withEmptyCorner(table) ?? withNamedCorner(table) ?? withListedAxes(table);
  return matrix && cellsAsRows(matrix, table.comments);
}

function cellsAsRows({ names, down, across, at }: Matrix, comments: string[]): Table {
  const width = across.length;
  const all = (value: (row: number, column: number) => number) =>
    Float64Array.from({ length: down.length * width }, (_, cell) =>
      value(Math.floor(cell / width), cell % width)
    );
  return {
    names: [names.across, names.down, 'values'],
    columns: [all((_, column) => across[column]), all(row => down[row]), all(at)],
    comments
  };
}

/** Names of energies of unspecified kind. */
const unnamed: AxisNames = {
  across: 'energy in the top row',
  down: 'energy in the first column'
};

function withEmptyCorner({ names, columns, comments }: Table): Matrix | null {
  const [first, ...others] = columns;
  if (names.length > 0 || others.length < 2 || first.length < 3 || !Number.isNaN(first[0])) {
    return null;
  }
  refuseSecond(columns);
  return {
    names: namesInComments(comments) ?? unnamed,
    down: first.subarray(1),
    across: others.map(column => column[0]),
    at: (row, column) => others[column][row + 1]
  };
}

/**
 * @throws XESError `table/invalid` if another row has an empty corner and energies such as those of the
 * top row: a second matrix below the first. Sums of columns, or a row without an energy, are none.
 */
function refuseSecond([first, ...others]: readonly Float64Array[]): void {
  const top = others.map(column => column[0]);
  const [least, largest] = [Math.min(...top), Math.max(...top)];
  const isNear = (value: number) => value >= 2 * least - largest && value <= 2 * largest - least;
  const isAxis = (row: number) => {
    const values = others.map(column => column[row]);
    return Number.isNaN(first[row]) && isOrdered(values) && values.every(isNear);
  };
  const second = first.findIndex((_, row) => row > 0 && isAxis(row));
  if (second > 0) {
    throw invalidTable(
      `its row ${second + 1} of numbers begins a second matrix, with energies of its own; put each into a separate file`
    );
  }
}

/** A number above a column below this is more likely a scan number, a temperature or similar. */
const leastEnergy = 200;

/**
 * A line of names in which all but the first are energies: numbers in order, and not all integers.
 */
function withNamedCorner({ names, columns, comments }: Table): Matrix | null {
  const [corner = '', ...cells] = names;
  const across = cells.map(cell => numberIn(cell) ?? NaN);
  if (across.length < 2 || isNumeric(corner) || !isOrdered(across)) {
    return null;
  }
  const statedNames = namesInCorner(corner) ?? namesInComments(comments);
  const areEnergies =
    across.every(value => value >= leastEnergy) && across.some(value => !Number.isInteger(value));
  if (!statedNames && !areEnergies) {
    return null;
  }
  const [down, ...others] = columns;
  return {
    names: statedNames ?? { across: unnamed.across, down: corner },
    down,
    across,
    at: (row, column) => others[column][row]
  };
}

/** `down \ across`, where both are energies. */
function namesInCorner(corner: string): AxisNames | null {
  const [down, across, ...more] = corner.split(/[\\|]/);
  return across !== undefined && more.length === 0 ? differing({ down, across }) : null;
}

/** A comment such as `top row: Ω (eV), first col: ω (eV)`. */
function namesInComments(comments: readonly string[]): AxisNames | null {
  for (const comment of comments) {
    const text = comment.slice(0, 500);
    const across = /\b(?:top|first|header) (?:row|line)\s*[:=]\s*([^,;:=]+)/i.exec(text)?.[1];
    const down = /\b(?:first|left) col(?:umn)?\s*[:=]\s*([^,;:=]+)/i.exec(text)?.[1];
    const names = across && down ? differing({ down, across }) : null;
    if (names) {
      return names;
    }
  }
  return null;
}

/** Two names if each specifies its energy, and they differ. */
function differing({ down, across }: AxisNames): AxisNames | null {
  const roles = [down, across].map(roleOf);
  const isSaid = roles.every(role => isEnergy(role) && role !== 'energy');
  return isSaid && roles[0] !== roles[1] ? { down: down.trim(), across: across.trim() } : null;
}

function roleOf(name: string): Role {
  return roleOfName(unitOfLabel(name.trim()).stem);
}

/** Axes in the header, `incident energy (eV): 9658 9658.3 …`, of the lengths of the matrix. */
function withListedAxes({ names, columns, comments }: Table): Matrix | null {
  if (names.length > 0) {
    return null;
  }
  const lists = comments.flatMap(listOf);
  const [width, height] = [columns.length, columns[0].length];
  const across = lists.filter(({ values }) => values.length === width);
  const down = lists.filter(({ values }) => values.length === height);
  if (lists.length !== 2 || width === height || across.length !== 1 || down.length !== 1) {
    return null;
  }
  const statedNames = differing({ across: across[0].name, down: down[0].name });
  return (
    statedNames && {
      names: statedNames,
      across: across[0].values,
      down: down[0].values,
      at: (row, column) => columns[column][row]
    }
  );
}

/** The numbers listed in a comment after the name of an energy. */
function listOf(comment: string): { name: string; values: number[] }[] {
  const split = comment.slice(0, 60).search(/[:=]/);
  const name = comment.slice(0, Math.max(split, 0));
  if (split < 0 || !isEnergy(roleOf(name))) {
    return [];
  }
  const cells = comment
    .slice(split + 1)
    .replace(/[[\](),;]/g, ' ')
    .trim()
    .split(/\s+/);
  return cells.length >= 2 && cells.every(isNumeric)
    ? [{ name, values: cells.map(cell => numberIn(cell) ?? NaN) }]
    : [];
}
