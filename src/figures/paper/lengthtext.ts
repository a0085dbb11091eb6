/**
 * A number for a file, without digits too small to matter. @param digits decimals: three for
 * lengths, more for directions.
 */
export function lengthText(value: number, digits = 3): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(digits))) : '0';
}
