import { creator } from '../base/creator.js';
import { distinct } from './distinct.js';
import { dataset, group, link, textOrNone, type H5Group, type H5Node } from './h5description.js';
import type { SchemaOrigin } from './schema/types.js';
import type { ScanMapping } from './mapping/types.js';
import { dataGroup, type NexusResult } from './nexusresult.js';
import { numbersGroup, type NexusNumbers } from './nexusnumbers.js';
import type { ScanMetadata } from './scan.js';

/** What identifies a HERFD spectrum, as required by the application definition NXxas_herfd. */
export interface HerfdFacts {
  /** Symbol of the absorbing element, such as `Zn`. */
  element: string;
  /** Absorption edge, IUPAC: `K`, `L3`, … */
  edge: string;
  /** Emission line, IUPAC: `K-L3` for Kα1, … */
  line: string;
  /** Energy that the spectrometer was set to, eV. */
  emissionEnergy: number;
}

/** A source file of results, and how it was read. */
export interface NexusSource {
  file: string;
  size?: number;
  modified?: string;
  sha256?: string;
  entry?: string;
  columns?: ScanMapping;
  schema?: SchemaOrigin;
}

/** Content of a NeXus file of results. */
export interface NexusContent {
  title: string;
  /** Results with the names of their groups; the first curve or map is the one readers open. */
  results: readonly { id: string; result: NexusResult }[];
  /** Single numbers, and reasons why their σ are only approximate. */
  numbers?: NexusNumbers;
  approximate?: readonly string[];
  /** Metadata of the source scan; null if there are several. */
  metadata: ScanMetadata | null;
  /** Present if the first result is a HERFD spectrum whose line is known. */
  herfd?: HerfdFacts | null;
  versions: Readonly<Record<string, string>>;
  /** Absent unless a command line made it. */
  command?: string;
  /** For sources open in a viewer only the names are known. */
  sources: readonly NexusSource[];
  process: readonly { id: string; step: string; parameters: Readonly<Record<string, unknown>> }[];
  /** Time of writing, ISO 8601. */
  time: string;
}

/**
 * The tree of a NeXus file of results: a chain of `default` attributes leads from the root to the
 * first result; NXprocess groups record the steps in order, NXnotes the source files.
 */
export function nexusFile(content: NexusContent): H5Group {
  const { title, results, metadata, herfd = null, versions, time } = content;
  const names = groupNames(results.map(({ id }) => id));
  // a table cannot be plotted
  const plotted = names.find((_, i) => results[i].result.kind !== 'table');
  const entry = group(
    'NXentry',
    {
      title: dataset(title),
      ...(herfd ? herfdMembers(herfd, names[0]) : {}),
      program_name: dataset(creator, { version: versions[creator] ?? '' }),
      start_time: timeOrNone(metadata?.startTime),
      end_time: timeOrNone(metadata?.endTime),
      experiment_identifier: textOrNone(metadata?.experiment ?? ''),
      scan_command: textOrNone(metadata?.scanCommand ?? ''),
      sample: sampleOf(metadata, herfd !== null),
      instrument: instrumentOf(metadata, herfd ? detectorsOf(results[0].result) : {}),
      ...Object.fromEntries(results.map(({ result }, i) => [names[i], dataGroup(result)])),
      numbers: numbersGroup(content.numbers ?? {}, content.approximate),
      ...processGroups(content),
      ...sourceGroups(content)
    },
    plotted === undefined ? {} : { default: plotted }
  );
  return group(
    'NXroot',
    { entry },
    {
      default: 'entry',
      creator,
      creator_version: versions[creator] ?? '',
      file_time: time
    }
  );
}

/**
 * A time in ISO 8601 as required by NeXus; GDA's ASCII files have other forms, with a word for the
 * zone.
 */
function timeOrNone(time = ''): H5Node | null {
  return /^\d{4}-\d\d-\d\dT/.test(time) ? dataset(time) : null;
}

/**
 * Unique names of the results' groups: `data` for a single result, else `data_` with the path of
 * its file, without characters that NeXus does not allow in names.
 */
export function groupNames(ids: readonly string[]): string[] {
  const nameOf = (id: string) => `data_${id.replace(/\//g, '.').replace(/[^\w.-]/g, '_')}`;
  return ids.length === 1 ? ['data'] : distinct(ids.map(nameOf));
}

function herfdMembers(
  { element, edge, line, emissionEnergy }: HerfdFacts,
  name: string
): Record<string, H5Node> {
  return {
    definition: dataset('NXxas_herfd'),
    is_experimental: dataset(1),
    element: group('NXelement', { name: dataset(element), symbol: dataset(element) }),
    absorber: group('NXatom', { chemical_symbol: dataset(element) }),
    edge: group('NXabsorption_edge', { name: dataset(edge) }),
    emission_line: group('NXemission_line', { name: dataset(line) }),
    emission_energy: dataset(Float64Array.of(emissionEnergy), { units: 'eV' }, []),
    energy: link(`/entry/${name}/energy`),
    intensity: link(`/entry/${name}/intensity`),
    intensity_errors: link(`/entry/${name}/intensity_errors`)
  };
}

/** The detectors recommended by NXxas_herfd: for the incident beam and for the analysers. */
function detectorsOf(result: NexusResult): Record<string, H5Group | null> {
  if (result.kind !== 'spectrum') {
    return {};
  }
  const { monitor, counts } = result.spectrum;
  return { i0: detector(monitor), ifluor: detector(counts) };
}

function detector(counts: Float64Array | null | undefined): H5Group | null {
  return counts ? group('NXdetector', { data: dataset(counts, { units: 'counts' }) }) : null;
}

/** NXxas_herfd requires a sample with a name, even if unknown. */
function sampleOf(metadata: ScanMetadata | null, isRequired: boolean): H5Group | null {
  const name = metadata?.sample ?? '';
  return name || isRequired ? group('NXsample', { name: dataset(name || 'unknown') }) : null;
}

/** The analyser crystals and some detectors; null if none is known. */
function instrumentOf(
  metadata: ScanMetadata | null,
  detectors: Record<string, H5Group | null>
): H5Group | null {
  const crystals = Object.entries(metadata?.crystals ?? {}).map(
    ([channel, cut]) => [`analyzer_${channel}`, group('NXcrystal', { type: dataset(cut) })] as const
  );
  return crystals.length > 0 || Object.values(detectors).some(Boolean)
    ? group('NXinstrument', { ...Object.fromEntries(crystals), ...detectors })
    : null;
}

function processGroups({
  process,
  versions,
  command,
  time
}: NexusContent): Record<string, H5Group> {
  const common = {
    program: dataset(creator),
    version: dataset(versions[creator] ?? ''),
    date: dataset(time)
  };
  const steps = process.map(({ id, step, parameters }, i) => [
    `process_${i + 1}`,
    group('NXprocess', {
      ...common,
      sequence_index: dataset(i + 1),
      step: dataset(step),
      parameters: group('NXnote', {
        description: dataset(`Parameters of the step ${id}`),
        type: dataset('application/json'),
        data: dataset(JSON.stringify(parameters))
      })
    })
  ]);
  const whole = group('NXnote', {
    description: dataset(
      `The ${command === undefined ? '' : 'command and the '}versions that this file was made with`
    ),
    type: dataset('application/json'),
    data: dataset(JSON.stringify({ command, versions }))
  });
  return Object.fromEntries([...steps, ['provenance', whole]]) as Record<string, H5Group>;
}

function sourceGroups({ sources }: NexusContent): Record<string, H5Group> {
  return Object.fromEntries(
    sources.map(({ file, size, modified, sha256, entry, columns, schema }, i) => [
      `source_${i + 1}`,
      group('NXnote', {
        description: dataset('A file that this was made of'),
        file_name: dataset(file),
        date: textOrNone(modified ?? ''),
        size: size === undefined ? null : dataset(Float64Array.of(size), { units: 'bytes' }, []),
        sha256: textOrNone(sha256 ?? ''),
        entry: textOrNone(entry ?? ''),
        columns: columns === undefined ? null : dataset(JSON.stringify(columns)),
        schema: schema === undefined ? null : dataset(JSON.stringify(schema))
      })
    ])
  );
}
