import { countVariance } from '../countvariance.js';
import { isCounted, type CountedSpectrum, type Spectrum } from '../spectrum.js';
import { makeBase, type Base } from './base.js';
import { energiesForHash, monitorForHash } from './contenthash.js';
import { combined, throughDeferred, type Part } from './linear.js';
import { deferred, sharing, type Term, type Uncertainty } from './model.js';
import { diagonal, selection, type Operator } from './operators.js';
import { ownSigma, pointSigma, sharesDeviations } from './pointsigma.js';

const known = new WeakMap<Spectrum, Uncertainty>();

/**
 * Independent deviations that the points of a spectrum depend on: unless it is derived, its own
 * counts, or deviations with its σ if there are no counts.
 */
export function uncertaintyOf(spectrum: Spectrum): Uncertainty {
  if (spectrum.uncertainty) {
    return spectrum.uncertainty;
  }
  let uncertainty = known.get(spectrum);
  if (!uncertainty) {
    uncertainty = deferred(spectrum, () => independent(spectrum));
    known.set(spectrum, uncertainty);
  }
  return uncertainty;
}

/**
 * Uncertainty of points that are independent of each other.
 * @param parents ids of the bases merged into them.
 */
export function independentPoints(spectrum: Spectrum, parents: readonly string[]): Uncertainty {
  return deferred(spectrum, () => independent(spectrum, parents));
}

function independent(spectrum: Spectrum, parents?: readonly string[]): Term[] {
  const { energy, intensity, sigma } = spectrum;
  if (!isCounted(spectrum)) {
    const base = makeBase({
      counts: null,
      variance: sigma.map(s => s * s),
      ...(parents ? { parents } : {}),
      of: [energy, intensity, sigma],
      identity: () => [energiesForHash(energy), intensity, sigma]
    });
    return [{ base, path: [] }];
  }
  return [{ base: countedBase(spectrum, parents), path: [perMonitor(spectrum)] }];
}

/**
 * The counts of a spectrum as independent deviations.
 * @param parents ids of the bases they are sums of.
 */
export function countedBase(spectrum: CountedSpectrum, parents?: readonly string[]): Base {
  const { energy, counts, monitor, sigma } = spectrum;
  return makeBase({
    counts,
    variance: counts.map((count, i) => countVariance(count, monitor[i], sigma[i])),
    exposure: monitor,
    ...(parents ? { parents } : {}),
    of: [energy, counts, monitor],
    identity: () => [energiesForHash(energy), counts, monitorForHash(monitor)]
  });
}

/** The operator from counts to intensities. */
export function perMonitor({ monitor }: CountedSpectrum): Operator {
  return diagonal(
    monitor.map(i1 => 1 / i1),
    monitor.length
  );
}

/** Whether each point of a spectrum is independent of all others, as in a measured spectrum. */
export function isIndependent({ uncertainty }: Spectrum): boolean {
  return uncertainty === undefined || !sharesDeviations(uncertainty);
}

/** σ of each point without what all points share: for the weights of a fit. */
export function weightSigma({ energy, sigma, uncertainty }: Spectrum): Float64Array {
  return uncertainty ? ownSigma(uncertainty, energy.length) : sigma;
}

/** Uncertainty and σ of n points that depend linearly on those of other data. */
export function derivedFrom(
  n: number,
  parts: readonly Part[]
): Required<Pick<Spectrum, 'uncertainty' | 'sigma'>> {
  const derived = combined(parts);
  return { uncertainty: sharing(derived, derived.shared), sigma: pointSigma(derived, n) };
}

/** Uncertainty and σ of the result of an operator on the points of a spectrum. */
export function derivedThrough(
  spectrum: Spectrum,
  operator: Operator
): Required<Pick<Spectrum, 'uncertainty' | 'sigma'>> {
  return derivedFrom(operator.rows, [partOf(spectrum, operator)]);
}

/** An operator on the points of a spectrum. */
export function partOf(spectrum: Spectrum, operator: Operator): Part {
  return { uncertainty: uncertaintyOf(spectrum), operator };
}

/** The uncertainty of points whose σ is known, computed on first access. */
export function deferredThrough(
  spectrum: Spectrum,
  operator: () => Operator
): Required<Pick<Spectrum, 'uncertainty'>> {
  return { uncertainty: throughDeferred(uncertaintyOf(spectrum), operator) };
}

/** The uncertainty of some points of a spectrum. */
export function selected(
  spectrum: Spectrum,
  indices: ArrayLike<number>
): Required<Pick<Spectrum, 'uncertainty'>> {
  return deferredThrough(spectrum, () => selection(indices, spectrum.energy.length));
}

/** Whether the points derive from counts, even if these are not known any more. */
export function isFromCounts(spectrum: Spectrum): boolean {
  return spectrum.uncertainty
    ? spectrum.uncertainty.terms.some(({ base }) => base.counts !== null)
    : isCounted(spectrum);
}
