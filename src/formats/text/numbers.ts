const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ed][+-]?\d+)?$/i;
/** Fortran leaves out the letter where the exponent has three digits. */
const withoutLetter = /^([+-]?\d*\.\d+)([+-]\d{3})$/;
const notANumber = /^[+-]?nan(?:\([^)]*\))?$/i;
const infinite = /^([+-]?)inf(?:inity)?$/i;

/**
 * The number in a cell of a table: decimal numbers alone (`0x10` is none), with Fortran's exponents (`1.0D+03`,
 * `.5-101`). @returns NaN of an empty cell, null of what is no number.
 */
export function numberIn(cell: string): number | null {
  if (decimal.test(cell)) {
    return Number(/d/i.test(cell) ? cell.replace(/d/i, 'e') : cell);
  }
  if (cell === '' || notANumber.test(cell)) {
    return NaN;
  }
  const isInfinite = infinite.exec(cell);
  if (isInfinite) {
    return isInfinite[1] === '-' ? -Infinity : Infinity;
  }
  if (/[\u2212\u2013]/.test(cell)) {
    // the minus of typography, or the dash that word processors make of one
    const plain = cell.replace(/\u2212/g, '-').replace(/^\u2013|(?<=[ed])\u2013/i, '-');
    return plain === cell ? null : numberIn(plain);
  }
  const parts = withoutLetter.exec(cell);
  return parts ? Number(`${parts[1]}e${parts[2]}`) : null;
}

export function isNumeric(cell: string): boolean {
  return numberIn(cell) !== null;
}

/** A number with a decimal comma as one with a point; anything else as it is. */
export function withPoint(cell: string): string {
  return /^[+-]?\d*,\d+(?:[ed][+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
}

/** Whether a number with a comma may as well have thousands apart: `9,560` is 9560 or 9.56. */
export function mayBeThousands(cell: string): boolean {
  return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell);
}

/** Whether numbers are finite and go up, or down, from each to the next; of two at least. */
export function isOrdered(values: readonly number[]): boolean {
  const direction = Math.sign(values[1] - values[0]);
  return (
    Math.abs(direction) === 1 &&
    values.every(Number.isFinite) &&
    values.every((value, i) => i === 0 || Math.sign(value - values[i - 1]) === direction)
  );
}
