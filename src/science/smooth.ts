import { isSameEnergy } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { commonUnit } from './intensityunit.js';
import { originOf } from './noise.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import type { Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';

export interface SmoothOptions {
  /** Points that each polynomial goes through; odd. */
  window: number;
  /** Degree of the polynomial, below the window. */
  order: number;
  /** Which derivative by energy, 1/eV each; 0: the smoothed curve itself. */
  derivative?: number;
}

export interface Smoothed {
  /** σ is each point's own; neighbours share their noise, and it is marked so. */
  spectrum: Spectrum;
  warnings: Warning[];
}

/**
 * Savitzky–Golay (Anal. Chem. 36 (1964) 1627) on the true energies: each point from the polynomial of
 * least squares through the window about it, at the ends through the first or last window; σ = √Σc²σ².
 * On equal steps these are the classical coefficients.
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
  const { energy, intensity, sigma } = tidied;
  const result = {
    intensity: new Float64Array(energy.length),
    sigma: new Float64Array(energy.length)
  };
  const weightsOf = smoothingWeights(energy, options);
  for (let i = 0; i < energy.length; i++) {
    const { first, coefficients: weights } = weightsOf(i);
    let variance = 0;
    for (let k = 0; k < window; k++) {
      const deviation = weights[k] * sigma[first + k];
      result.intensity[i] += weights[k] * intensity[first + k];
      variance += deviation * deviation;
    }
    result.sigma[i] = Math.sqrt(variance);
  }
  const isCorrelated = window > 1;
  return {
    spectrum: {
      energy,
      ...result,
      counts: null,
      monitor: null,
      isCorrelated,
      ...originOf(tidied),
      ...derived(tidied, derivative)
    },
    warnings: isCorrelated ? [...warnings, shared] : warnings
  };
}

function derived(spectrum: Spectrum, derivative: number): Pick<Spectrum, 'unit'> {
  const { unit } = spectrum;
  return unit && derivative > 0 ? { unit: `${unit} / eV^${derivative}` } : commonUnit(spectrum);
}

const shared: Warning = {
  code: 'smooth/correlated',
  message:
    'Smoothed points share their noise: σ is each point’s own. Areas, moments and fits belong to the measured points.'
};

/**
 * How a point i is made of those from `first` on: Σ coefficients·y.
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

/** On equal steps all inner windows have the same coefficients: they are reckoned once. */
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

  /** Of the window that begins at `first`, for the point i. */
  coefficients(first: number, i: number): Float64Array {
    const isInner = i - first === (this._window - 1) / 2;
    if (isInner && this._isEqual && this._inner) {
      return this._inner;
    }
    const x = this._energy.slice(first, first + this._window).map(e => e - this._energy[i]);
    const basis = new OrthogonalPolynomials(x, null, this._order);
    const found = basis.coefficients(0, this._derivative);
    if (isInner) {
      this._inner = found;
    }
    return found;
  }

  private _isEqual: boolean;
  private _inner: Float64Array | null = null;
}
