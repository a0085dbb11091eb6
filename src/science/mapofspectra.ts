import { XESError } from '../base/errors.js';
import { commonAxis, type CommonAxis } from './commonaxis.js';
import { meanOf, ratioOfSums, type Means } from './estimators.js';
import { commonUnit, requireSameUnit } from './intensityunit.js';
import { levels } from './levels.js';
import type { RXESMap } from './map.js';
import { jitterOf } from './origin.js';
import { repeatWarnings, type RepeatWarning } from './repeats.js';
import { isCounted, type Spectrum, type Warning } from './spectrum.js';
import { isMeasured } from './statistics.js';
import { tidy } from './tidy.js';

/** A spectrum along one energy, with the other energy held constant. */
export interface HeldSpectrum {
  spectrum: Spectrum;
  /** eV */
  held: number;
}

export interface MapOfSpectraOptions {
  /** Energy along each spectrum: ω, each at its own Ω, or Ω, each at its own ω. */
  along: 'emission' | 'incident';
  /** Readings of the same held energy differ by less than this, eV. */
  jitter?: number;
}

export interface MapOfSpectra {
  map: RXESMap;
  /**
   * Whether the spectra were measured at the same energies, so that each cell is a measured point.
   */
  isMeasured: boolean;
  warnings: (Warning | RepeatWarning)[];
}

/**
 * A map assembled from spectra. If their grids are equal, apart from missing points, its cells are
 * the measured points; otherwise each spectrum is interpolated within its range to the energies of
 * the finest spectrum, and beyond these to those of the next finest: nothing is interpolated
 * between held energies. Cells outside a spectrum's range are empty. Spectra of the same held
 * energy are added up, as ΣN/ΣI1 if counts are known. Their order does not matter.
 * @throws XESError `scan/not-a-map` if there are fewer than two held energies or two energies along
 * a spectrum; `spectrum/units-differ`; `spectrum/too-few`; `energy/impossible` for an invalid held
 * energy.
 */
export function mapOfSpectra(
  all: readonly HeldSpectrum[],
  { along, jitter = 0 }: MapOfSpectraOptions
): MapOfSpectra {
  const wrong = all.find(({ held }) => !(isMeasured(held) && held > 0));
  if (wrong) {
    throw new XESError('energy/impossible', `${wrong.held} eV is no energy of a scan.`);
  }
  const tidied = all.map(({ spectrum }) => tidy(spectrum));
  const spectra = tidied.map(({ spectrum }) => spectrum);
  requireSameUnit(spectra);
  const outer = levels(
    Float64Array.from(all, ({ held }) => held),
    jitter
  );
  const axis = commonAxis(spectra, null);
  if (outer.values.length < 2 || axis.energy.length < 2) {
    throw new XESError(
      'scan/not-a-map',
      outer.values.length < 2
        ? `All of these scans were measured at one energy (${Number(outer.values[0].toFixed(2))} eV), which makes no map: take their average, or give their energies if those in the files are wrong.`
        : 'These scans have a single energy in common, which makes no map.'
    );
  }
  const lines = linesOf(spectra, axis, outer.of, outer.values.length);
  const warnings = [
    ...tidied.flatMap(tidiedSpectrum => tidiedSpectrum.warnings),
    ...repeatWarnings(spectra),
    ...(axis.isMeasured ? [] : [interpolatedGrids]),
    ...emptyWarnings(lines)
  ];
  const incidentJitter = along === 'emission' ? jitter : (jitterOf(...spectra).jitter ?? 0);
  return {
    map: {
      ...(along === 'emission'
        ? { incident: outer.values, emission: axis.energy }
        : { incident: axis.energy, emission: outer.values }),
      ...(incidentJitter > 0 ? { incidentJitter } : {}),
      ...cellsOf(lines, along),
      ...commonUnit(...spectra)
    },
    isMeasured: axis.isMeasured,
    warnings
  };
}

const interpolatedGrids: Warning = {
  code: 'map/interpolated',
  message:
    'The scans were measured at different energies: each is interpolated between its own points to the energies of the finest, so that neighbouring cells share their noise and counts are not known any more.'
};

/** The spectrum of each held energy on the common axis. */
function linesOf(
  spectra: readonly Spectrum[],
  { places, energy, isMeasured: isOnGrid }: CommonAxis,
  levelOfSpectrum: Int32Array,
  count: number
): Means[] {
  const isSummed = isOnGrid && spectra.every(isCounted);
  return Array.from({ length: count }, (_, level) => {
    const members = [...spectra.keys()].filter(k => levelOfSpectrum[k] === level);
    const levelSpectra = members.map(k => spectra[k]);
    const at = members.map(k => places[k]);
    return isSummed
      ? ratioOfSums(levelSpectra.filter(isCounted), at, energy.length)
      : meanOf(levelSpectra, at, energy.length);
  });
}

/** Row-major cells, one row an emission energy. */
function cellsOf(
  lines: readonly Means[],
  along: MapOfSpectraOptions['along']
): Pick<RXESMap, 'intensity' | 'sigma' | 'counts' | 'monitor'> {
  const n = lines[0].intensity.length;
  const place = (values: (line: Means) => Float64Array | null) => {
    const cells = new Float64Array(lines.length * n);
    lines.forEach((line, k) => {
      const lineValues = values(line);
      for (let i = 0; i < n; i++) {
        const cell = along === 'emission' ? i * lines.length + k : k * n + i;
        cells[cell] = lineValues && line.scans[i] > 0 ? lineValues[i] : NaN;
      }
    });
    return cells;
  };
  const hasCounts = lines.every(({ counts }) => counts !== null);
  return {
    intensity: place(({ intensity }) => intensity),
    sigma: place(({ sigma }) => sigma),
    counts: hasCounts ? place(({ counts }) => counts) : null,
    monitor: hasCounts ? place(({ monitor }) => monitor) : null
  };
}

function emptyWarnings(lines: readonly Means[]): Warning[] {
  const lacking = lines.filter(({ scans }) => scans.includes(0));
  const cells = lacking.reduce((sum, { scans }) => sum + scans.filter(n => n === 0).length, 0);
  return cells === 0
    ? []
    : [
        {
          code: 'map/empty-cells',
          message: `${cells} cells are empty: at ${lacking.length} of the ${lines.length} held energies the scans do not reach all energies. Crop the map to what all cover, or measure the rest.`
        }
      ];
}
