import { mapOfSpectra, type HeldSpectrum } from '../../science/mapofspectra.js';
import { axisValues } from '../../science/pointaxis.js';
import { isMeasured, median } from '../../science/statistics.js';
import { named } from './average.js';
import { axisOf, channelParameter, requireChannel } from './channels.js';
import { InputError, placeholder } from './labels.js';
import { plain } from './numbers.js';
import { numbers } from './parameters/index.js';
import { kindOfChannel, type Scan } from '../../formats/scan.js';
import { XESError } from '../../base/errors.js';
import { spectrumOfScan } from './spectrum.js';
import { defineStep, singleOutput } from './step.js';

/** Scans at one energy each, combined into a map. */
export const mapOfScansStep = defineStep({
  name: 'mapOfScans',
  title:
    'A map composed of many scans: emission scans, each at its own incident energy, or HERFD scans, each at its own emission energy.',
  takes: ['scan'],
  ofScans: { kind: 'spectrum' },
  gives: 'map',
  inputs: { atLeast: 2 },
  parameters: {
    energies: numbers({
      description:
        'The energy that stood still in each scan, in their order: Ω of emission scans, ω of HERFD scans. Without it those that the files declare',
      automatic: 'as the files say',
      unit: 'eV',
      default: null
    }),
    channel: channelParameter
  },
  all(inputs, { energies, channel }) {
    if (energies && energies.length !== inputs.length) {
      throw new XESError(
        'step/parameter',
        `Give each of the ${inputs.length} scans one energy, in their order; there are ${energies.length} energies.`
      );
    }
    const scans = inputs.map(({ scan }, i) => heldScan(scan, channel, i, energies?.[i] ?? null));
    const { along } = scans[0];
    requireOneKind(scans);
    const found = mapOfSpectra(scans, {
      along,
      jitter: along === 'emission' ? jitterOf(inputs) : 0
    });
    return {
      ...singleOutput({ kind: 'map', map: found.map }),
      numbers: { scans: plain(scans.length) },
      details: {
        along,
        held: scans.map(({ held }) => held),
        isInterpolated: !found.isMeasured
      },
      warnings: [
        ...scans.flatMap(({ warnings }) => warnings),
        ...found.warnings.map(named),
        ...contradictions(scans)
      ]
    };
  },
  approximates: (_, __, { details }) => (details?.isInterpolated === true ? [interpolated] : []),
  describe: labels => `map of ${labels.length} scans`
});

interface HeldScan extends HeldSpectrum {
  along: 'emission' | 'incident';
  /** Energy according to the file, eV; NaN if it has none. */
  declared: number;
  warnings: readonly { code: string; message: string }[];
}

/** @param typed the user's value of its energy; null: that of the file. */
function heldScan(
  scan: Scan,
  channel: string | null,
  input: number,
  typed: number | null
): HeldScan {
  const arm = requireChannel(scan, channel);
  const kind = kindOfChannel(scan, arm);
  if (kind === 'RXES') {
    throw new InputError(
      'step/input',
      `"${placeholder(input)}" is a map itself: leave it out, as a map is composed of scans at one constant energy each.`
    );
  }
  const along = axisOf(scan, arm);
  if (along !== 'emission' && along !== 'incident') {
    throw new InputError(
      'step/input',
      `"${placeholder(input)}" is a curve along ${along === 'transfer' ? 'the energy transfer' : 'a line'}: leave it out.`
    );
  }
  const { value, warnings } = spectrumOfScan(scan, arm.name, input);
  const axis = along === 'emission' ? scan.incident : arm.emission;
  const declared = axis ? median(axisValues(axis).filter(isMeasured)) : NaN;
  const held = typed ?? declared;
  if (!isMeasured(held) || held <= 0) {
    const what = along === 'emission' ? 'incident energy Ω' : 'emission energy ω';
    throw new InputError(
      'scan/no-energy',
      `The file of "${placeholder(input)}" does not say its ${what}, so that its place in a map is not known: give the ${what} of all scans, in their order, as "energies".`
    );
  }
  return { spectrum: value.spectrum, held, along, declared, warnings };
}

function requireOneKind(scans: readonly HeldScan[]): void {
  const other = scans.findIndex(({ along }) => along !== scans[0].along);
  if (other >= 0) {
    const words = { emission: 'an emission scan', incident: 'a HERFD scan' };
    throw new InputError(
      'step/input',
      `"${placeholder(0)}" is ${words[scans[0].along]} and "${placeholder(other)}" ${words[scans[other].along]}: a map is composed of scans of one kind.`
    );
  }
}

function jitterOf(inputs: readonly { scan: Scan }[]): number {
  return Math.max(0, ...inputs.map(({ scan }) => scan.incidentJitter ?? 0));
}

/** Within this distance a typed energy is that of the file, calibrated or rounded, eV. */
const near = 1;

/**
 * A warning if typed energies differ from those in the files: perhaps they are in another order.
 */
function contradictions(scans: readonly HeldScan[]) {
  return scans.flatMap(({ held, declared }, input) =>
    Math.abs(held - declared) > near
      ? [
          {
            code: 'map/energy-differs',
            message: `The file of "${placeholder(input)}" says ${Number(declared.toFixed(2))} eV where ${held} eV was given: are the energies in the order of the scans?`,
            inputs: [input],
            hasPlaceholders: true
          }
        ]
      : []
  );
}

/** Of points between measured ones. */
const interpolated =
  'Some points are interpolated between measured ones, so that neighbours share their noise: σ is each point’s own, and that of areas, moments and fits over them is too small.';
