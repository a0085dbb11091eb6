import { XESError } from '../../base/errors.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { overlapScale } from '../overlapscale.js';
import { medianStep } from '../ranges.js';
import { tidy } from '../tidy.js';
import { moved, pairOf, pointsAt, type Pair } from './pair.js';
import { solutionAt, type Solution } from './solve.js';
import { nearest } from './start.js';

/** How a spectrum lies against a reference. */
export interface Alignment {
  /** How much higher its features lie than the reference's, eV; NaN where that can't be found. */
  shift: Estimate;
  /** Its height over the reference's. */
  scale: Estimate;
  /** χ²/dof about the reference as it is, and about the reference shifted and scaled. */
  redchi: number;
  redchiShifted: number;
  dof: number;
  warnings: Warning[];
}

export interface AlignmentOptions {
  /** Over which energies of the reference, eV; what both cover without one. */
  range?: Range | null;
  /** How far to look, eV. */
  within?: number;
  /** Points of the polynomial (of second order) that the reference's slope is taken from; odd. More where it is not seen through these. */
  window?: number;
}

const unknown: Estimate = { value: NaN, sigma: NaN };

/** Rounds of least squares; after some of them the points that take part stay the same. */
const rounds = { free: 4, most: 30 };

/** Part of a step of the energies by which a shift no longer changes where it is found. */
const settled = 1e-4;

/**
 * The shift s and the scale a with which a spectrum is a reference, y(E) = a·r(E − s), by least squares with weights from
 * what the reference leads to expect. What noise the reference's slope has is allowed for, and σ holds the noise of both:
 * of the reference as its points share it where it is interpolated.
 * @throws XESError `spectrum/too-few`, `spectrum/no-overlap`, `spectrum/empty-range`,
 * `spectrum/parameter` where `within` is not above zero.
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
  const isSought = pair.isSeen && Math.abs(start.shift) < reach;
  const found = isSought ? refined(pair, start) : null;
  const isSeen = found !== null && found.scale.value > 3 * found.scale.sigma;
  const isNear = isSeen && Math.abs(found.shift.value) <= reach;
  const all = { redchi: before.chisqr / Math.max(before.dof, 1), dof: found?.dof ?? before.dof };
  if (!isNear) {
    return {
      ...all,
      shift: unknown,
      scale: scaleUnshifted(pair) ?? before.scale,
      redchiShifted: NaN,
      warnings: [...warnings, reasonOf(pair)]
    };
  }
  const redchiShifted = found.chisqr / found.dof;
  return {
    ...all,
    shift: found.shift,
    scale: found.scale,
    redchiShifted,
    warnings: [...warnings, ...doubts(redchiShifted, found.dof)]
  };
}

/** The scale as the spectra lie, by all of their counts: no slope and no smooth reference has a part in it. */
function scaleUnshifted(pair: Pair): Estimate | null {
  const { scan, reference } = pair;
  const at = Float64Array.from(pointsAt(pair, 0), ({ index }) => scan.energy[index]);
  const found = overlapScale(scan, reference, at);
  return found && { value: found.value, sigma: found.sigma };
}

/** Why there is no shift. */
function reasonOf({ isSeen, isClear }: Pair): Warning {
  return isClear ? lost : isSeen ? few : flat;
}

const lost: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift is found: nothing of the reference is seen in this spectrum as far as is looked. Choose a range with a line, or look further.'
};

const few: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift is found: the counts of the reference are too few for its lines to stand out of their noise. Choose a reference of more counts, such as an average, or a range around a line.'
};

const flat: Warning = {
  code: 'alignment/no-shift',
  message:
    'No shift is found: within its noise the reference is flat here, and nothing tells a shift. Choose a range with a line, or a reference of more counts, such as an average.'
};

/** What χ² says of the model, by five of its own σ. */
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
            'This spectrum and the reference differ by far less than their σ says: they are made in part of the same measurement, or σ is too large, and then so is that of the shift.'
        }
      ]
    : [];
}

/** Least squares in rounds, each about the shift of the one before; null where they find no end. */
function refined(pair: Pair, start: { shift: number; scale: number }): Solution | null {
  let { shift, scale } = start;
  let points = pointsAt(pair, shift);
  const enough = settled * medianStep(pair.reference.energy);
  for (let round = 0; round < rounds.most; round++) {
    points = round < rounds.free ? pointsAt(pair, shift) : moved(pair, points, shift);
    const { shift: next, scale: height, dof } = solutionAt(pair, points, shift, scale, false);
    const by = next.value - shift;
    if (!Number.isFinite(by) || !(height.value > 0) || dof < 1) {
      return null;
    }
    shift = next.value;
    scale = height.value;
    if (Math.abs(by) < enough && round >= rounds.free) {
      return solutionAt(pair, points, shift, scale);
    }
  }
  return null;
}
