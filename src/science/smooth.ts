import { isSameEnergy } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { originOf } from './origin.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import type { Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { derivedThrough } from './uncertainty/curve.js';
import { forward, type Band } from './uncertainty/operators.js';

export interface SmoothOptions {
  /** Points that each polynomial is fitted to; odd. */
  window: number;
  /** Degree of the polynomial, below the window. */
  order: number;
  /** Order of the derivative by energy, 1/eV each; 0: the smoothed curve itself. */
  derivative?: number;
}

export interface Smoothed {
  spectrum: Spectrum;
  warnings: Warning[];
}

/**
 * Savitzky–Golay (Anal. Chem. 36 (1964) 1627) on the true energies: each point from the
 * least-squares polynomial through the window around it, at the ends through the first or last
 * window. Neighbours share counts. For equal steps these are the classical coefficients.
 * @throws XESError `spectrum/parameter` (even window, order not below it), `spectrum/too-few`.
 */
export function savitzkyGolay(spectrum: Spectrum, options: SmoothOptions): Smoothed {
  const { window, order, derivative = 0 } = options;
  const isWhole = [window, order, derivative].every(value => Number.isInteger(value) && value >= 0);
  if (!isWhole || window % 2 === 0 || order >= window || derivative > order) {
    throw new XESError(
      'spectrum/parameter',
      `Smoothing needs an odd window above its order, and a derivative up to it, not window ${window}, order ${order}, derivative ${derivative}.`
    );
  }
  const { spectrum: tidied, warnings } = tidy(spectrum, window);
  const { energy, intensity } = tidied;
  const band = smoothingBand(energy, options);
  return {
    spectrum: {
      energy,
      intensity: forward(band, intensity),
      counts: null,
      monitor: null,
      ...derivedThrough(tidied, band),
      ...originOf(tidied),
      ...derived(tidied, derivative)
    },
    warnings
  };
}

/**
 * The linear map from measured to smoothed points; energies ascend, and are at least as many as the
 * window's points.
 */
export function smoothingBand(
  energy: Float64Array,
  options: SmoothOptions
): Band & { weights: Float64Array } {
  const { window: width } = options;
  const n = energy.length;
  const [first, weights] = [new Uint32Array(n), new Float64Array(n * width)];
  const weightsOf = smoothingWeights(energy, options);
  for (let i = 0; i < n; i++) {
    const { first: from, coefficients } = weightsOf(i);
    first[i] = from;
    weights.set(coefficients, i * width);
  }
  return { kind: 'band', rows: n, columns: n, first, width, weights };
}

function derived({ unit }: Spectrum, derivative: number): Pick<Spectrum, 'unit'> {
  return unit && derivative > 0 ? { unit: `${unit} / eV^${derivative}` } : {};
}

/**
 * Coefficients of smoothed point i for the points from `first` on: Σ coefficients·y.
 * @param energy ascending (n ≥ window), eV.
 */
export function smoothingWeights(
  energy: Float64Array,
  { window, order, derivative = 0 }: SmoothOptions
): (i: number) => { first: number; coefficients: Float64Array } {
  const known = new KnownWindows(energy, window, order, derivative);
  return i => {
    const first = Math.min(Math.max(i - (window - 1) / 2, 0), energy.length - window);
    return { first, coefficients: known.coefficients(first, i) };
  };
}

/** For equal steps all inner windows have the same coefficients: they are computed once. */
class KnownWindows {
  constructor(
    private _energy: Float64Array,
    private _window: number,
    private _order: number,
    private _derivative: number
  ) {
    const step = (_energy[_energy.length - 1] - _energy[0]) / (_energy.length - 1);
    this._isEqual = _energy.every((e, i) => isSameEnergy(e, _energy[0] + i * step));
  }

  /** Coefficients of the window that begins at `first`, for point i. */
  coefficients(first: number, i: number): Float64Array {
    const isInner = i - first === (this._window - 1) / 2;
    if (isInner && this._isEqual && this._inner) {
      return this._inner;
    }
    const x = this._energy.slice(first, first + this._window).map(e => e - this._energy[i]);
    const basis = new OrthogonalPolynomials(x, null, this._order);
    const computed = basis.coefficients(0, this._derivative);
    if (isInner) {
      this._inner = computed;
    }
    return computed;
  }

  private _isEqual: boolean;
  private _inner: Float64Array | null = null;
}
