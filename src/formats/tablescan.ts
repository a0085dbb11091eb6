import type { RXESMap } from '../science/map.js';
import { constantAxis } from '../science/pointaxis.js';
import { namesIn } from './countedtable.js';
import { readCurves, type Curve, type TableContent } from './curves.js';
import { distinct } from './distinct.js';
import { readMappedText } from './mapping/mappedtable.js';
import { isEmptyMapping } from './mapping/readmapping.js';
import type { ReadChoice } from './mapping/types.js';
import { emptyMetadata, assignKinds } from './metadata.js';
import type { Channel, Scan, ScanWarning } from './scan.js';
import { titleIn } from './tablecomments.js';

/**
 * A table of spectra or a map as a scan. Several curves are channels, by name, and the first is
 * shown, with a warning.
 * @throws XESError those of `readCurves`, and `scan/columns-unknown` for a mapping that does not
 * fit.
 */
export function readTableScan(text: string, choice?: ReadChoice): Scan {
  if (choice?.columns && !isEmptyMapping(choice.columns)) {
    return readMappedText(text, choice.columns, choice.entry);
  }
  const content = readCurves(text, choice);
  const { map, comments, facts, warnings } = content;
  const curves = curvesTogether(content.curves);
  if (content.curves.length > 1) {
    warnings.push(severalCurves(content.curves, curves));
  }
  const points = map ? pointsOfMap(map) : pointsOfCurves(curves);
  const { incident, incidentJitter, monitor } = points;
  const names = namesIn(comments);
  const { kind, channels } = assignKinds(incident, points.channels, incidentJitter);
  const n = channels[0].emission.length;
  const most = (pick: (curve: Curve) => number) => Math.max(0, ...curves.map(pick));
  const measured = n + most(({ repeated }) => repeated);
  return {
    format: 'csv',
    facility: facts.facility || 'unknown',
    kind,
    shape: [n],
    points: {
      planned: Math.max(facts.planned ?? 0, measured + most(({ incomplete }) => incomplete)),
      measured
    },
    incident,
    ...(incidentJitter ? { incidentJitter } : {}),
    monitor: monitor ?? null,
    time: null,
    channels:
      names.length > 0 ? channels.map(channel => ({ ...channel, countIds: names })) : channels,
    metadata: {
      ...emptyMetadata(),
      ...facts.metadata,
      title: facts.metadata.title || titleOf(content, comments)
    },
    links: { missing: [] },
    warnings,
    ...entriesOf(content)
  };
}

/** The scans of the text, if there are several. */
function entriesOf({ entries, entry }: TableContent): Pick<Scan, 'entries' | 'entry'> {
  return entry === null || entries.length < 2 ? {} : { entries: [...entries], entry };
}

/** The points of a table. */
type TablePoints = Pick<Scan, 'incident' | 'incidentJitter' | 'channels'> & {
  monitor?: Float64Array | null;
};

function titleOf({ map }: TableContent, comments: readonly string[]): string {
  return titleIn(comments) || (map ? 'Map' : 'Spectrum');
}

/**
 * Most values of curves with separate energies that are put on common energies; more would fill the
 * memory.
 */
const mostValues = 4e6;

/** Most channels of a scan: longer lists are of no use. */
const mostCurves = 1000;

/**
 * The curves that can be channels of one scan: those with the same axis as the first, on a limited
 * number of energies.
 */
function curvesTogether(curves: readonly Curve[]): readonly Curve[] {
  const [first] = curves;
  const alike = curves.filter(({ axis }) => axis === first.axis).slice(0, mostCurves);
  return alike.length * energiesOf(alike).length <= mostValues
    ? alike
    : alike.filter(({ spectrum }) => isSame(spectrum.energy, first.spectrum.energy));
}

function severalCurves(all: readonly Curve[], included: readonly Curve[]): ScanWarning {
  const [first, ...others] = namesOf(included);
  const named = others.length > 10 ? [...others.slice(0, 10), '…'] : others;
  const omitted = all.length - included.length;
  const rest = [
    ...(named.length > 0 ? [`The others can be chosen: ${named.join(', ')}.`] : []),
    ...(omitted > 0
      ? [`${omitted} of them can not, for they run along another energy, or are too many.`]
      : [])
  ];
  return {
    code: 'table/several-curves',
    message: [`This table has ${all.length} curves; the first is shown (${first}).`, ...rest].join(
      ' '
    )
  };
}

/** Unique channel names of curves. */
function namesOf(curves: readonly Curve[]): string[] {
  return distinct(curves.map(({ name }, i) => (name === '' ? `curve ${i + 1}` : name)));
}

/** Curves as channels over all of their energies; unmeasured where a curve has no point. */
function pointsOfCurves(curves: readonly Curve[]): TablePoints {
  const energy = energiesOf(curves);
  const { axis, spectrum, held } = curves[0];
  const isIncident = axis === 'incident';
  const other = constantAxis(held ?? NaN, energy.length);
  const emission = isIncident ? other : energy;
  const names = namesOf(curves);
  const channels = curves.map((curve, i): Channel => {
    const { unit, intensity, sigma } = curve.spectrum;
    return {
      name: curves.length === 1 ? 'default' : names[i],
      emission,
      counts: curves.length === 1 ? (curve.spectrum.counts ?? null) : null,
      intensity: spread(curve, intensity, energy),
      sigma: spread(curve, sigma, energy),
      ...(unit === undefined ? {} : { unit }),
      ...(axis === 'transfer' || axis === 'line' ? { axis } : {}),
      bragg: null
    };
  });
  const monitor = curves.length === 1 ? spectrum.monitor : null;
  return isIncident
    ? { incident: energy, incidentJitter: spectrum.jitter, channels, monitor }
    : { incident: held === undefined ? null : other, channels, monitor };
}

/** The distinct energies of curves, ascending. */
function energiesOf(curves: readonly Curve[]): Float64Array {
  const [first, ...others] = curves.map(({ spectrum }) => spectrum.energy);
  return others.every(energies => isSame(energies, first))
    ? (first ?? new Float64Array())
    : Float64Array.from(new Set([first, ...others].flatMap(energies => [...energies]))).sort();
}

/** Values of a curve at energies that include its own; NaN at the others. */
function spread({ spectrum }: Curve, values: Float64Array, energies: Float64Array): Float64Array {
  if (spectrum.energy.length === energies.length) {
    return values;
  }
  const all = new Float64Array(energies.length).fill(NaN);
  let i = 0;
  energies.forEach((energy, k) => {
    if (energy === spectrum.energy[i]) {
      all[k] = values[i++];
    }
  });
  return all;
}

function isSame(energies: Float64Array, other: Float64Array): boolean {
  return energies.length === other.length && energies.every((value, i) => value === other[i]);
}

/** The measured cells of a map as points. */
function pointsOfMap({
  incident,
  emission,
  intensity,
  sigma,
  counts,
  monitor
}: RXESMap): TablePoints {
  const cells = [...intensity.keys()].filter(cell => Number.isFinite(intensity[cell]));
  const pick = (value: (cell: number) => number) => Float64Array.from(cells, value);
  return {
    incident: pick(cell => incident[cell % incident.length]),
    monitor: monitor ? pick(cell => monitor[cell]) : null,
    channels: [
      {
        name: 'default',
        emission: pick(cell => emission[Math.floor(cell / incident.length)]),
        counts: counts && pick(cell => counts[cell]),
        intensity: pick(cell => intensity[cell]),
        sigma: pick(cell => sigma[cell]),
        bragg: null
      }
    ]
  };
}
