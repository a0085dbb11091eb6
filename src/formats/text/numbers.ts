const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ed][+-]?\d+)?$/i;
/** Fortran omits the letter of three-digit exponents. */
const withoutLetter = /^([+-]?\d*\.\d+)([+-]\d{3})$/;
const notANumber = /^[+-]?nan(?:\([^)]*\))?$/i;
const infinite = /^([+-]?)inf(?:inity)?$/i;

/**
 * The number in a cell of a table: decimal numbers only (not `0x10`), with Fortran's exponents
 * (`1.0D+03`, `.5-101`).
 * @returns NaN for an empty cell, null for anything else.
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
    // a typographic minus, or a dash that word processors substitute for it
    const plain = cell.replace(/\u2212/g, '-').replace(/^\u2013|(?<=[ed])\u2013/i, '-');
    return plain === cell ? null : numberIn(plain);
  }
  const parts = withoutLetter.exec(cell);
  return parts ? Number(`${parts[1]}e${parts[2]}`) : null;
}

export function isNumeric(cell: string): boolean {
  return numberIn(cell) !== null;
}

/** A number with a decimal comma converted to a point; anything else unchanged. */
export function withPoint(cell: string): string {
  return /^[+-]?\d*,\d+(?:[ed][+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
}

/** Whether the comma of a number may be a thousands separator: `9,560` is 9560 or 9.56. */
export function mayBeThousands(cell: string): boolean {
  return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell);
}

/** Whether numbers (at least two) are finite and strictly ascending or descending. */
export function isOrdered(values: readonly number[]): boolean {
  const direction = Math.sign(values[1] - values[0]);
  return (
    Math.abs(direction) === 1 &&
    values.every(Number.isFinite) &&
    values.every((value, i) => i === 0 || Math.sign(value - values[i - 1]) === direction)
  );
}
