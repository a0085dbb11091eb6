import type { ColorScale } from '../analysis/document/types.js';

/** Most ticks of a colour bar, and their least distance as a fraction of its length. */
const most = 8;
const apart = 0.07;

/** The colour bar that ticks are for. */
export interface IColorBar {
  scale: ColorScale;
  /** Of the colours, intensity, the lower first. */
  limits: readonly [number, number];
  /** Position of an intensity along the bar. */
  place: (intensity: number) => number;
}

/**
 * Round intensities along a colour bar, ascending: steps of 1, 2 or 5 on a linear scale; on the
 * others powers of ten, plus their 2 and 5 if there are few. If all lies within a decade, steps
 * again.
 */
export function colorTicks({ scale, limits, place }: IColorBar): number[] {
  const [low, high] = limits;
  if (!(high > low)) {
    return [low];
  }
  if (scale !== 'linear') {
    for (const digits of [[1], [1, 2, 5]]) {
      const found = spaced(decades(low, high, digits, scale === 'symlog'), limits, place);
      if (found.length >= 4) {
        return found;
      }
    }
  }
  return steps(low, high);
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function steps(low: number, high: number): number[] {
  const rough = (high - low) / (most - 1);
  const exponent = Math.floor(Math.log10(rough));
  const digit = [1, 2, 5, 10].find(value => decimal(value, exponent) >= rough) ?? 10;
  const step = decimal(digit, exponent);
  const slack = 1e-9; // a limit may itself be a tick
  const first = Math.ceil(low / step - slack);
  const count = Math.floor(high / step + slack) - first + 1;
  return Array.from({ length: count }, (_, i) => decimal((first + i) * digit, exponent));
}

/**
 * Digits times powers of ten within limits, the largest first; with zero and negatives if
 * requested.
 */
function decades(low: number, high: number, digits: readonly number[], hasZero: boolean): number[] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const smallest = hasZero ? largest * 1e-12 : Math.max(low, largest * 1e-30);
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(largest)); 10 ** (power + 1) > smallest; power--) {
    for (const digit of [...digits].reverse()) {
      const value = decimal(digit, power);
      found.push(...(hasZero ? [value, -value] : [value]));
    }
  }
  const all = hasZero ? [0, ...found] : found;
  return all.filter(value => value >= low && value <= high);
}

/** Ticks for which there is room, chosen in order of importance; ascending. */
function spaced(
  ticks: readonly number[],
  [low, high]: IColorBar['limits'],
  place: IColorBar['place']
): number[] {
  const room = apart * (place(high) - place(low));
  const taken: number[] = [];
  for (const tick of ticks) {
    if (taken.every(other => Math.abs(place(tick) - place(other)) >= room)) {
      taken.push(tick);
    }
  }
  return taken.sort((a, b) => a - b);
}

/** A digit times a power of ten, rounded like its decimal text: 3 × 10⁻¹ is 0.3. */
function decimal(digit: number, power: number): number {
  return Number(`${digit}e${power}`);
}
