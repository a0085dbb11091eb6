/** A number without σ, with at most seven digits: 0.0025, −3.2·10⁻⁴. */
export function writtenNumber(value: number): string {
  const power = powerOf(Math.abs(value));
  const text = String(Number((value / 10 ** power).toPrecision(7)));
  return withMinus(power === 0 ? text : `${text}·10${superscript(power)}`);
}

/** Power of ten that is written separately: none between 0.001 and ten million. */
export function powerOf(size: number): number {
  return size !== 0 && (size < 1e-3 || size >= 1e7) ? Math.floor(Math.log10(size)) : 0;
}

/** A number's text with a minus sign instead of a hyphen; none before a zero. */
export function withMinus(text: string): string {
  return text.replace(/^-/, '−').replace(/^−(0(\.0*)?)$/, '$1');
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function superscript(power: number): string {
  const text = String(Math.abs(power)).replace(/\d/g, digit => digits[Number(digit)]);
  return power < 0 ? `⁻${text}` : text;
}
