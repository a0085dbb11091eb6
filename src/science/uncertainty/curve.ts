import { countVariance } from '../countvariance.js';
import { isCounted, type CountedSpectrum, type Spectrum } from '../spectrum.js';
import { makeBase, type Base } from './base.js';
import { tellingEnergies, tellingMonitor } from './contenthash.js';
import { combined, throughLater, type Part } from './linear.js';
import { deferred, sharing, type Term, type Uncertainty } from './model.js';
import { diagonal, selection, type Operator } from './operators.js';
import { ownSigma, pointSigma, sharesDeviations } from './pointsigma.js';

const known = new WeakMap<Spectrum, Uncertainty>();

/**
 * Of which deviations the points of a spectrum are made. One that was not made of others is made of its own counts, each
 * independent of the others; where only σ is known, of points that are as σ says.
 */
export function uncertaintyOf(spectrum: Spectrum): Uncertainty {
  if (spectrum.uncertainty) {
    return spectrum.uncertainty;
  }
  let found = known.get(spectrum);
  if (!found) {
    found = deferred(spectrum, () => independent(spectrum));
    known.set(spectrum, found);
  }
  return found;
}

/** That of points of which each is independent of the others. @param parents of which they are made. */
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
      identity: () => [tellingEnergies(energy), intensity, sigma]
    });
    return [{ base, path: [] }];
  }
  return [{ base: countedBase(spectrum, parents), path: [perMonitor(spectrum)] }];
}

/** The counts of a spectrum, each independent of the others. @param parents of which they are the sums. */
export function countedBase(spectrum: CountedSpectrum, parents?: readonly string[]): Base {
  const { energy, counts, monitor, sigma } = spectrum;
  return makeBase({
    counts,
    variance: counts.map((count, i) => countVariance(count, monitor[i], sigma[i])),
    exposure: monitor,
    ...(parents ? { parents } : {}),
    of: [energy, counts, monitor],
    identity: () => [tellingEnergies(energy), counts, tellingMonitor(monitor)]
  });
}

/** How intensities follow from counts. */
export function perMonitor({ monitor }: CountedSpectrum): Operator {
  return diagonal(
    monitor.map(i1 => 1 / i1),
    monitor.length
  );
}

/** Whether each point of a spectrum is independent of all others, as measured ones are. */
export function isIndependent({ uncertainty }: Spectrum): boolean {
  return uncertainty === undefined || !sharesDeviations(uncertainty);
}

/** σ of each point without what all points share: how a fit weighs them. */
export function weightSigma({ energy, sigma, uncertainty }: Spectrum): Float64Array {
  return uncertainty ? ownSigma(uncertainty, energy.length) : sigma;
}

/** Uncertainty and σ of n points that are linear in those of others. */
export function madeOf(
  n: number,
  parts: readonly Part[]
): Required<Pick<Spectrum, 'uncertainty' | 'sigma'>> {
  const made = combined(parts);
  return { uncertainty: sharing(made, made.shared), sigma: pointSigma(made, n) };
}

/** The same of an operator on the points of one spectrum. */
export function madeThrough(
  spectrum: Spectrum,
  operator: Operator
): Required<Pick<Spectrum, 'uncertainty' | 'sigma'>> {
  return madeOf(operator.rows, [partOf(spectrum, operator)]);
}

/** An operator on the points of a spectrum. */
export function partOf(spectrum: Spectrum, operator: Operator): Part {
  return { uncertainty: uncertaintyOf(spectrum), operator };
}

/** The uncertainty of points whose σ is known, made when it is asked for. */
export function lateThrough(
  spectrum: Spectrum,
  operator: () => Operator
): Required<Pick<Spectrum, 'uncertainty'>> {
  return { uncertainty: throughLater(uncertaintyOf(spectrum), operator) };
}

/** That of some points of a spectrum. */
export function selected(
  spectrum: Spectrum,
  indices: ArrayLike<number>
): Required<Pick<Spectrum, 'uncertainty'>> {
  return lateThrough(spectrum, () => selection(indices, spectrum.energy.length));
}

/** Whether the points were made of counts, which may not be known any more. */
export function isFromCounts(spectrum: Spectrum): boolean {
  return spectrum.uncertainty
    ? spectrum.uncertainty.terms.some(({ base }) => base.counts !== null)
    : isCounted(spectrum);
}
