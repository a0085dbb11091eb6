import { axisDeviations } from '../../science/axisdeviations.js';
import {
  calibrate,
  calibrateSpectrum,
  shiftSpectrum,
  type Calibration,
  type CalibrationPoint
} from '../../science/calibrate.js';
import { elasticLine } from '../../science/elastic.js';
import { XESError } from '../../base/errors.js';
import { extrapolationWarnings } from '../../science/extrapolation.js';
import type { ReferenceLine } from '../../science/referencelines.js';
import type { Range } from '../../science/spectrum.js';
import { tidy } from '../../science/tidy.js';
import { contentHash, energiesForHash } from '../../science/uncertainty/contenthash.js';
import type { SharedDeviation } from '../../science/uncertainty/model.js';
import { choice, flag, integer, number, numbers, range, text, texts } from './parameters/index.js';
import {
  lineNumber,
  lineParameters,
  lineTable,
  lineWithSource,
  requireLine,
  type LineSource
} from './lines.js';
import { estimate, plain } from './numbers.js';
import { mainOutput } from './part.js';
import { withFurther } from './sharedvalues.js';
import { defineStep, singleOutput } from './step.js';
import type { NumberResult, SpectrumValue, Value } from './values.js';

const degree = integer({
  description: 'Degree of the polynomial; 0 is a shift',
  min: 0,
  max: 4,
  default: 1
});

/** Decides which σ of several steps are the same deviation: equal numbers alone do not. */
const measurement = (description: string) =>
  text({ description, automatic: 'equal numbers share it', default: null });

/** Calibration of a spectrum by known lines. */
export const calibrateStep = defineStep({
  name: 'calibrate',
  version: 3,
  title: 'Put a spectrum on a calibrated energy axis, through lines whose energies are known.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    found: numbers({
      description: 'Where lines of known energies were found, on the axis as it is now',
      unit: 'eV',
      pick: 'energy',
      isOfInputs: true
    }),
    sigmas: numbers({
      description:
        'How well it is known where they were found (σ), in the same order: it weighs the lines, and goes into σ of positions on the new axis',
      unit: 'eV',
      automatic: 'not known',
      default: null
    }),
    measurement: measurement(
      'Name of the measurement that sigmas come from: equal places with equal σ of one name share their uncertainty, others do not; without names all equal ones do'
    ),
    energies: numbers({
      description:
        'What the energies of these lines are, in the same order: each line is moved from where it was found to its energy',
      unit: 'eV',
      automatic: 'those of Lines',
      default: null
    }),
    lines: texts({
      description:
        'Or which lines of the table they are, in the same order, such as "Zn Kα1;Zn Kβ1,3"',
      automatic: 'Zn Kα1;Zn Kβ1,3',
      default: null
    }),
    ...lineParameters,
    degree
  },
  each(value, { found, sigmas, measurement: name, degree: power, ...given }) {
    const { energies, lines } = knownEnergies(given);
    requireSameLength(found.length, energies.length);
    if (sigmas) {
      requireSigmas(sigmas, found.length);
    }
    const points = found.map((place, i) => ({
      nominal: { value: place, sigma: sigmas?.[i] ?? NaN },
      energy: energies[i],
      ...deviationsOf(lines[i], name, `${place} ± ${sigmas?.[i]}`)
    }));
    const calibration = calibrate(points, power);
    return {
      ...singleOutput(onCalibrated(value, calibration, points, power)),
      numbers: {
        ...Object.fromEntries(lines.map(line => [lineWithSource(line), lineNumber(line)])),
        ...calibrationNumbers(calibration)
      },
      details: {
        residuals: calibration.residuals,
        ...(lines.length > 0 ? { lines } : {})
      },
      warnings: [
        ...calibration.warnings,
        ...extrapolationWarnings(points, power, value.spectrum.energy)
      ]
    };
  },
  approximates: (_, { sigmas }) => (sigmas ? [] : [placesUncertain])
});

const placesUncertain =
  'No uncertainty was given for where the lines were found, so it is missing from σ of the energies: σ of positions and centroids on this axis is too small. Give it as sigmas.';

/**
 * The deviation of a line's energy if its table gives σ, shared by all spectra calibrated by that line, and the id of the
 * deviation of its position if its measurement has a name. @param place position found, with its σ, as text.
 */
function deviationsOf(
  line: ReferenceLine | undefined,
  name: string | null,
  place: string
): Pick<CalibrationPoint, 'energySigma' | 'names'> {
  const isKnown = line?.sigma !== undefined;
  return {
    ...(isKnown ? { energySigma: line.sigma } : {}),
    names: {
      ...(name === null ? {} : { nominal: `place ${place} of ${name}` }),
      ...(isKnown ? { energy: `line ${lineWithSource(line)}` } : {})
    }
  };
}

/** A spectrum shifted in energy. */
export const shiftStep = defineStep({
  name: 'shift',
  title: 'Move a spectrum along its energy axis.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    by: number({ description: 'How far; to higher energies where positive', unit: 'eV' }),
    sigma: number({
      description:
        'Its σ, where it was measured, as by an alignment: then it is given as a number with it',
      unit: 'eV',
      min: 0,
      default: null
    }),
    measurement: measurement(
      'Name of the measurement that its σ comes from: shifts of one name share their uncertainty, others do not; without names those by equal numbers do'
    )
  },
  each({ axis, spectrum }, { by, sigma, measurement: name }) {
    const shifted = shiftSpectrum(spectrum, by);
    const value = { kind: 'spectrum', axis, spectrum: shifted } as const;
    if (!sigma) {
      return { ...singleOutput(value), ...(sigma === null ? {} : shiftNumber(by, sigma)) };
    }
    const deviation = shiftDeviation(by, sigma, name, shifted.energy.length);
    return { ...singleOutput(withFurther(value, [deviation])), ...shiftNumber(by, sigma) };
  }
});

/**
 * What +1σ of a shift does to n energies. One measurement may move two spectra towards each other, or one there and back:
 * by its name a deviation is up where the shift is, and down where that is down.
 */
function shiftDeviation(
  by: number,
  sigma: number,
  name: string | null,
  n: number
): SharedDeviation {
  const move = name !== null && by < 0 ? -sigma : sigma;
  return {
    id: name === null ? `shift ${by} ± ${sigma}` : `shift of ${name}`,
    energy: new Float64Array(n).fill(move)
  };
}

function shiftNumber(by: number, sigma: number) {
  return { numbers: { shift: estimate({ value: by, sigma }, 'eV') } };
}

/** Calibration by elastic scans. */
export const elasticStep = defineStep({
  name: 'elastic',
  version: 2,
  title:
    'A calibration from scans of elastic lines at known incident energies: E = Σ cₖ(E − origin)ᵏ.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: { atLeast: 1 },
  furtherInput: {
    parameter: 'calibrate',
    value: true,
    name: 'calibrate',
    description: 'What is put on the calibrated energies; without it the numbers alone are given'
  },
  parameters: {
    energies: numbers({
      description: 'Incident energies of the scans, in their order',
      unit: 'eV'
    }),
    method: choice(['gaussian', 'parabola', 'half-cumulative'], {
      description: 'How the place of a line is found',
      default: 'gaussian'
    }),
    range: range({
      description: 'Where to look; without it everywhere',
      default: null,
      isOfInputs: true
    }),
    calibrate: flag({
      description:
        'Put the last input, which is no elastic scan, on the calibrated energies; else the numbers alone'
    }),
    degree
  },
  all(inputs, { energies, method, range: where, calibrate: isApplied, degree: power }) {
    const scans = isApplied ? inputs.slice(0, -1) : inputs;
    requireSameLength(scans.length, energies.length);
    const places = scans.map(({ spectrum }) => elasticLine(spectrum, method, where));
    const points = places.map((nominal, i) => ({
      nominal,
      energy: energies[i],
      names: { nominal: placeName(scans[i], method, where) }
    }));
    const calibration = calibrate(points, power);
    const calibrated = inputs.slice(scans.length);
    return [
      ...places.map((place, input) => ({
        input,
        numbers: { position: estimate(place, 'eV') },
        warnings: place.warnings
      })),
      {
        input: null,
        outputs: Object.fromEntries(
          calibrated.map(value => [mainOutput, onCalibrated(value, calibration, points, power)])
        ),
        numbers: calibrationNumbers(calibration),
        details: { residuals: calibration.residuals },
        warnings: [
          ...calibration.warnings,
          ...calibrated.flatMap(({ spectrum }) =>
            extrapolationWarnings(points, power, spectrum.energy)
          )
        ]
      }
    ];
  },
  describe: labels => labels[labels.length - 1],
  approximates: (inputs, { calibrate: isApplied }) =>
    isApplied && inputs.slice(0, -1).some(({ spectrum }) => !spectrum.sigma.some(s => s > 0))
      ? [elasticUncertain]
      : []
});

const elasticUncertain =
  'Some elastic scans have no σ, so that it is not known how well their places are: σ of positions and centroids on this axis is too small.';

/** An identifier of a position: equal for the same method on the same scan. */
function placeName(
  { spectrum: { energy, intensity } }: SpectrumValue,
  method: string,
  where: Range | null
): string {
  const scan = contentHash([energiesForHash(energy), intensity]);
  return `elastic ${scan} ${method}${where ? ` ${where.join(' ')}` : ''}`;
}

/** A value on calibrated energies, which share the uncertainty of the calibration. */
function onCalibrated(
  { axis, spectrum }: SpectrumValue,
  calibration: Calibration,
  points: readonly CalibrationPoint[],
  degree: number
): Value {
  return withFurther(
    { kind: 'spectrum', axis, spectrum: calibrateSpectrum(spectrum, calibration) },
    axisDeviations(points, degree, tidy(spectrum).spectrum.energy)
  );
}

interface Known {
  energies: readonly number[] | null;
  lines: readonly string[] | null;
  source: LineSource | null;
  table: readonly string[];
}

/**
 * The energies of lines, as given or from the table, and these lines.
 * @throws XESError `step/parameter`
 */
function knownEnergies({ energies, lines, ...which }: Known): {
  energies: readonly number[];
  lines: readonly ReferenceLine[];
} {
  if ((energies === null) === (lines === null)) {
    throw new XESError(
      'step/parameter',
      'Say what the lines are: give either their energies, or their names as lines.'
    );
  }
  if (energies) {
    return { energies, lines: [] };
  }
  const table = lineTable(which);
  const found = (lines ?? []).map(name => requireLine(table, name));
  return { energies: found.map(({ energy }) => energy), lines: found };
}

function calibrationNumbers({
  origin,
  coefficients,
  sigmas,
  redchi
}: Calibration): Record<string, NumberResult> {
  const each = coefficients.map((value, k) => [`c${k}`, estimate({ value, sigma: sigmas[k] })]);
  return {
    ...(Object.fromEntries(each) as Record<string, NumberResult>),
    origin: plain(origin, 'eV'),
    ...(Number.isFinite(redchi) ? { redchi: plain(redchi) } : {})
  };
}

/** @throws XESError `step/parameter` */
function requireSigmas(sigmas: readonly number[], count: number): void {
  if (sigmas.length !== count || !sigmas.every(sigma => sigma > 0)) {
    throw new XESError(
      'step/parameter',
      `For ${count} found ${count === 1 ? 'line' : 'lines'} give as many σ above zero, in the same order, or none.`
    );
  }
}

function requireSameLength(found: number, energies: number): void {
  if (found !== energies) {
    throw new XESError(
      'step/parameter',
      `For ${found} found ${found === 1 ? 'line' : 'lines'} ${energies} ${energies === 1 ? 'energy is' : 'energies are'} given: give one for each, in the same order.`
    );
  }
}
