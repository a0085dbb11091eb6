import { powerOf, superscript, withMinus } from '../../base/writtennumber.js';

/** Pixels between two ticks, which determine their number: horizontally and vertically. */
const apart = { x: 80, y: 40 } as const;
const [fewest, most] = [4, 9];

/** The axis that ticks are for. */
export interface ITickAxis {
  readonly letter: 'x' | 'y';
  /** Powers of ten if logarithmic; may be reversed. */
  readonly range: readonly [number, number];
  readonly isLog: boolean;
  /** Pixels. */
  readonly length: number;
  /** Approximate number; if absent, as many as there is room for. */
  readonly count?: number;
}

/**
 * Round numbers along an axis, ascending; as powers of ten if logarithmic. They are those that
 * plotly chooses for the same axis, so that a figure on paper has the same ticks as on the screen.
 */
export function ticksOf({ letter, range, isLog, length, count }: ITickAxis): number[] {
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const number = count ?? Math.max(fewest, Math.min(most, length / apart[letter])) + 1;
  const rough = (high - low) / number;
  if (!(rough > 0) || !Number.isFinite(rough)) {
    return [];
  }
  if (!isLog) {
    return multiples(roundedUp(rough), low, high);
  }
  if (rough > 0.7) {
    return multiples(Math.ceil(rough), low, high);
  }
  if (high - low < 1) {
    const step = roundedUp((10 ** high - 10 ** low) / (1.5 * number));
    return multiples(step, 10 ** low, 10 ** high).map(Math.log10);
  }
  return digits(rough > 0.3 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 7, 8, 9], low, high);
}

/** The next larger 2, 5 or 10 times a power of ten. */
function roundedUp(rough: number): number {
  const power = Math.floor(Math.log10(rough));
  const digit = [2, 5].find(value => decimal(value, power) >= rough);
  return digit === undefined ? decimal(1, power + 1) : decimal(digit, power);
}

/** All multiples within limits, including the ends. */
function multiples(step: number, low: number, high: number): number[] {
  const slack = 1e-4; // of a step, as in plotly
  const first = Math.ceil(low / step - slack);
  const last = Math.floor(high / step + slack);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12))
  );
}

function digits(all: readonly number[], low: number, high: number): number[] {
  const found: number[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    found.push(...all.map(digit => power + Math.log10(digit)));
  }
  return found.filter(value => value >= low && value <= high);
}

function decimal(digit: number, power: number): number {
  return Number(`${digit}e${power}`);
}

/** Texts of ticks, with a common factor such as `×10⁻³`; '' if there is none. */
export interface ITickTexts {
  readonly texts: readonly string[];
  readonly factor: string;
}

/**
 * @param isLog whether the values are powers of ten. @param isPlain whether energies are written in
 * full.
 */
export function tickTexts(values: readonly number[], isLog: boolean, isPlain: boolean): ITickTexts {
  if (isLog) {
    return { texts: values.map(logText), factor: '' };
  }
  const largest = Math.max(0, ...values.map(Math.abs));
  const power = isPlain ? 0 : powerOf(largest) || (largest >= 1e5 ? powerAt(largest) : 0);
  const written = values.map(value => String(Number((value / 10 ** power).toPrecision(9))));
  const digits = Math.max(0, ...written.map(text => (text.split('.')[1] ?? '').length));
  return {
    // with equal decimals, except for zero
    texts: written.map(text => withMinus(text === '0' ? text : Number(text).toFixed(digits))),
    factor: power === 0 ? '' : `×10${superscript(power)}`
  };
}

function powerAt(size: number): number {
  return Math.floor(Math.log10(size));
}

/** `10³`; between powers of ten only the digit, such as 2 or 5, if there are powers nearby. */
function logText(power: number): string {
  const whole = Math.round(power);
  const value = 10 ** power;
  if (whole >= -2 && whole <= 4) {
    return String(Number(value.toPrecision(6)));
  }
  if (Math.abs(power - whole) < 1e-9) {
    return `10${superscript(whole)}`;
  }
  const below = Math.floor(power);
  return `${Number((10 ** (power - below)).toPrecision(4))}·10${superscript(below)}`;
}
