/**
 * A number as in lmfit's reports: 11 characters, a blank before positive numbers, as many digits as
 * fit.
 */
export function fixedWidth(value: number | null): string {
  if (value === null) {
    return 'None'.padStart(width);
  }
  if (!Number.isFinite(value)) {
    return pythonName(value).padStart(width);
  }
  const exponent = value === 0 ? 0 : Math.trunc(Math.log10(Math.abs(value)));
  let digits = width - 7;
  const isPlain =
    (exponent > 0 && exponent < digits + 4) || (exponent <= 0 && -exponent < digits - 1);
  if (Math.abs(exponent) <= 99 && isPlain) {
    digits += exponent > 0 ? 4 - exponent : 4;
    return value.toFixed(digits).padStart(width);
  }
  digits -= Math.abs(exponent) > 99 ? 1 : 0;
  return twoDigitExponent(value.toExponential(digits)).padStart(width);
}

const width = 11;

/** A number with at most seven digits (Python's `.7g`). */
export function sevenDigits(value: number): string {
  if (!Number.isFinite(value)) {
    return pythonName(value);
  }
  const [mantissa, exponent] = value.toExponential(6).split('e');
  const trimmed = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 7)) {
    return twoDigitExponent(`${trimmed(mantissa)}e${exponent}`);
  }
  return trimmed(value.toFixed(6 - power));
}

/** JavaScript writes 1e-5 where Python writes 1e-05. */
function twoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function pythonName(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
