/** A number as files have it, without digits too small to be seen. @param digits after the point: thousandths of lengths, less of directions. */
export function lengthText(value: number, digits = 3): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(digits))) : '0';
}
