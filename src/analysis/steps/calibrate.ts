import {
  calibrate,
  calibrateSpectrum,
  shiftSpectrum,
  type Calibration
} from '../../science/calibrate.js';
import { elasticLine } from '../../science/elastic.js';
import { XESError } from '../../science/errors.js';
import { choice, integer, number, numbers, range } from '../parameters/index.js';
import { estimate, plain } from './numbers.js';
import { defineStep, made } from './step.js';
import type { NumberResult } from './values.js';

const degree = integer({
  description: 'Degree of the polynomial; 0 is a shift',
  min: 0,
  max: 4,
  default: 1
});

/** A spectrum on the energies of known lines. */
export const calibrateStep = defineStep({
  name: 'calibrate',
  title: 'Put a spectrum on a calibrated energy axis, through lines whose energies are known.',
  takes: ['spectrum'],
  inputs: 'each',
  parameters: {
    found: numbers({ description: 'Where the lines were found', unit: 'eV' }),
    energies: numbers({ description: 'What their energies are, in the same order', unit: 'eV' }),
    degree
  },
  apply([{ name, axis, spectrum }], { found, energies, degree: power }) {
    requireSameLength(found.length, energies.length);
    const points = found.map((value, i) => ({
      nominal: { value, sigma: NaN },
      energy: energies[i]
    }));
    const calibration = calibrate(points, power);
    return {
      values: [
        { kind: 'spectrum', name, axis, spectrum: calibrateSpectrum(spectrum, calibration) }
      ],
      numbers: calibrationNumbers(calibration),
      details: { residuals: calibration.residuals },
      warnings: calibration.warnings
    };
  }
});

/** A spectrum moved along its energy. */
export const shiftStep = defineStep({
  name: 'shift',
  title: 'Move a spectrum along its energy axis.',
  takes: ['spectrum'],
  inputs: 'each',
  parameters: {
    by: number({ description: 'How far; to higher energies where positive', unit: 'eV' })
  },
  apply([{ name, axis, spectrum }], { by }) {
    return made({ kind: 'spectrum', name, axis, spectrum: shiftSpectrum(spectrum, by) });
  }
});

/** A calibration from elastic scans. */
export const elasticStep = defineStep({
  name: 'elastic',
  title:
    'A calibration from scans of elastic lines at known incident energies: E = Σ cₖ(E − origin)ᵏ.',
  takes: ['spectrum'],
  inputs: { atLeast: 1 },
  parameters: {
    energies: numbers({
      description: 'Incident energies of the scans, in their order',
      unit: 'eV'
    }),
    method: choice(['gaussian', 'parabola', 'half-cumulative'], {
      description: 'How the place of a line is found',
      default: 'gaussian'
    }),
    range: range({ description: 'Where to look; without it everywhere', default: null }),
    degree
  },
  apply(inputs, { energies, method, range: where, degree: power }) {
    requireSameLength(inputs.length, energies.length);
    const places = inputs.map(({ spectrum }) => elasticLine(spectrum, method, where));
    const points = places.map((nominal, i) => ({ nominal, energy: energies[i] }));
    const calibration = calibrate(points, power);
    const found = places.map((place, i) => [`${inputs[i].name}.position`, estimate(place, 'eV')]);
    return {
      values: [],
      numbers: {
        ...(Object.fromEntries(found) as Record<string, NumberResult>),
        ...calibrationNumbers(calibration)
      },
      details: { residuals: calibration.residuals },
      warnings: [...places.flatMap(({ warnings }) => warnings), ...calibration.warnings]
    };
  }
});

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

function requireSameLength(found: number, energies: number): void {
  if (found !== energies) {
    throw new XESError(
      'step/parameter',
      `There are ${found} lines and ${energies} energies: name one energy for each line.`
    );
  }
}
