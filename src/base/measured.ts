import { powerOf, superscript, withMinus, writtenNumber } from './writtennumber.js';

/** A number with one standard deviation; null if it has none, NaN if unknown. */
export interface Measured {
  value: number;
  sigma: number | null;
}

/**
 * Decimals of a mantissa with this σ: two digits for a σ starting with 1 to 3.5, else one (rounding
 * rule of the PDG).
 */
function decimalsOf(sigma: number): number {
  const [digits, exponent] = sigma.toExponential(2).split('e');
  const leading = Number(digits);
  const count = leading < 3.55 || leading >= 9.5 ? 2 : 1;
  const isRoundedUp = leading >= 9.5; // 0.096 becomes 0.10
  return count - 1 - Number(exponent) - (isRoundedUp ? 1 : 0);
}

/** A number with its σ: `9654.48 ± 0.06`, with as many digits as its σ permits. */
export function measured({ value, sigma }: Measured): string {
  if (!Number.isFinite(value)) {
    return '–';
  }
  const isKnown = sigma !== null && Number.isFinite(sigma) && sigma > 0;
  if (!isKnown) {
    return sigma === null || sigma === 0 ? writtenNumber(value) : `${writtenNumber(value)} ± ?`;
  }
  const power = powerOf(Math.max(Math.abs(value), sigma));
  if (power === 0) {
    const decimals = decimalsOf(sigma);
    return `${fixed(value, decimals)} ± ${fixed(sigma, decimals)}`;
  }
  const decimals = decimalsOf(sigma) + power;
  const scale = 10 ** power;
  const both = `${fixed(value / scale, decimals)} ± ${fixed(sigma / scale, decimals)}`;
  return `(${both})·10${superscript(power)}`;
}

/** A short form: `9654.48(6)`, σ in units of the last digit. */
export function compactNumber(number: Measured): string {
  return measured(number).replace(
    /^\(?([−\d.]+) ± ([\d.]+)\)?/,
    (_, value: string, sigma: string) => `${value}(${sigma.replace('.', '').replace(/^0+/, '')})`
  );
}

/** As `compactNumber`; if σ is not known, the number alone, with three digits. */
export function compactValue(value: number, sigma: number): string {
  const isKnown = sigma > 0 && Number.isFinite(sigma) && Number.isFinite(value);
  return isKnown
    ? compactNumber({ value, sigma })
    : withMinus(String(Number(value.toPrecision(3))));
}

/** Negative decimals round before the point; a tiny σ needs no more digits than a double has. */
function fixed(value: number, decimals: number): string {
  if (decimals >= 0) {
    return withMinus(value.toFixed(Math.min(decimals, 15)));
  }
  const step = 10 ** -decimals;
  return withMinus((Math.round(value / step) * step).toFixed(0));
}
