import { XESError } from '../../base/errors.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { overlapScale } from '../overlapscale.js';
import { medianStep } from '../ranges.js';
import { tidy } from '../tidy.js';
import { moved, pairOf, pointsAt, type Pair } from './pair.js';
import { solutionAt, type Solution } from './solve.js';
import { nearest } from './start.js';

/** Shift and scale of a spectrum relative to a reference. */
export interface Alignment {
  /** How much higher its features lie than the reference's, eV; NaN if not found. */
  shift: Estimate;
  /** Its height relative to the reference. */
  scale: Estimate;
  /** χ²/dof about the reference as is, and about the reference shifted and scaled. */
  redchi: number;
  redchiShifted: number;
  dof: number;
  warnings: Warning[];
}

export interface AlignmentOptions {
  /** Energies of the reference to use, eV; default: the common range. */
  range?: Range | null;
  /** Largest shift to search for, eV. */
  within?: number;
  /**
   * Points of the second-order polynomial from which the reference's slope is taken; odd. More are
   * used if the slope is not significant with these.
   */
  window?: number;
}

const unknown: Estimate = { value: NaN, sigma: NaN };

/** Iterations of least squares; after the first few the set of points is fixed. */
const rounds = { free: 4, most: 30 };

/** The iteration ends once the shift changes by less than this part of an energy step. */
const settled = 1e-4;

/**
 * The shift s and the scale a for which y(E) = a·r(E − s), by least squares with weights from the
 * intensities expected from the reference. The noise of the reference's slope is corrected for, and
 * σ includes the noise of both, including what the interpolated reference shares between points.
 * @throws XESError `spectrum/too-few`, `spectrum/no-overlap`, `spectrum/empty-range`,
 * `spectrum/parameter` if `within` is not above zero.
 */
export function align(
  spectrum: Spectrum,
  reference: Spectrum,
  { range = null, within = 5, window = 7 }: AlignmentOptions = {}
): Alignment {
  if (!(within > 0) || !Number.isFinite(within)) {
    throw new XESError('spectrum/parameter', `How far to look is a number of eV, not ${within}.`);
  }
  const [scan, standard] = [tidy(spectrum, window), tidy(reference, window)];
  const pair = pairOf(scan.spectrum, standard.spectrum, range, window);
  const reach = Math.min(within, (pair.range[1] - pair.range[0]) / 3);
  const start = nearest(pair, reach);
  const warnings = [...scan.warnings, ...standard.warnings];
  const before = solutionAt(pair, pointsAt(pair, 0), 0, start.scale);
  const isSearched = pair.isSeen && Math.abs(start.shift) < reach;
  const solution = isSearched ? refined(pair, start) : null;
  const isSeen = solution !== null && solution.scale.value > 3 * solution.scale.sigma;
  const isNear = isSeen && Math.abs(solution.shift.value) <= reach;
  const all = { redchi: before.chisqr / Math.max(before.dof, 1), dof: solution?.dof ?? before.dof };
  if (!isNear) {
    return {
      ...all,
      shift: unknown,
      scale: scaleUnshifted(pair) ?? before.scale,
      redchiShifted: NaN,
      warnings: [...warnings, reasonOf(pair)]
    };
  }
  const redchiShifted = solution.chisqr / solution.dof;
  return {
    ...all,
    shift: solution.shift,
    scale: solution.scale,
    redchiShifted,
    warnings: [...warnings, ...doubts(redchiShifted, solution.dof)]
  };
}

/**
 * The scale without a shift, from all counts of both; independent of the slope and the smoothed
 * reference.
 */
function scaleUnshifted(pair: Pair): Estimate | null {
  const { scan, reference } = pair;
  const at = Float64Array.from(pointsAt(pair, 0), ({ index }) => scan.energy[index]);
  const overlap = overlapScale(scan, reference, at);
  return overlap && { value: overlap.value, sigma: overlap.sigma };
}

/** The warning that says why there is no shift. */
function reasonOf({ isSeen, isClear }: Pair): Warning {
  return isClear ? lost : isSeen ? few : flat;
}

const lost: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift was found: the features of the reference are not seen in this spectrum within the search range. Choose a range with a line, or look further.'
};

const few: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift was found: the reference has too few counts for its lines to stand out from the noise. Choose a reference with more counts, such as an average, or a range around a line.'
};

const flat: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift was found: the reference is flat here within its noise. Choose a range with a line, or a reference with more counts, such as an average.'
};

/** Warnings if χ² deviates from 1 by more than five of its σ. */
function doubts(redchi: number, dof: number): Warning[] {
  const far = 5 * Math.sqrt(2 / dof);
  if (redchi > 1 + far) {
    return [
      {
        code: 'alignment/shape',
        message: `This spectrum differs from the reference in its shape too (χ²/dof = ${redchi.toFixed(1)}): what is called a shift may be a change of its lines. Choose a range around one line.`
      }
    ];
  }
  return redchi < 1 - far
    ? [
        {
          code: 'alignment/not-independent',
          message:
            'This spectrum and the reference differ by far less than their σ says: they share a part of the same measurement, or σ is too large; in both cases σ of the shift is too large.'
        }
      ]
    : [];
}

/**
 * Iterated least squares, each about the shift of the previous one; null if they do not converge.
 */
function refined(pair: Pair, start: { shift: number; scale: number }): Solution | null {
  let { shift, scale } = start;
  let points = pointsAt(pair, shift);
  const tolerance = settled * medianStep(pair.reference.energy);
  for (let round = 0; round < rounds.most; round++) {
    points = round < rounds.free ? pointsAt(pair, shift) : moved(pair, points, shift);
    const { shift: next, scale: height, dof } = solutionAt(pair, points, shift, scale, false);
    const change = next.value - shift;
    if (!Number.isFinite(change) || !(height.value > 0) || dof < 1) {
      return null;
    }
    shift = next.value;
    scale = height.value;
    if (Math.abs(change) < tolerance && round >= rounds.free) {
      return solutionAt(pair, points, shift, scale);
    }
  }
  return null;
}
