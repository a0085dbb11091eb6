import {
  approximateComments,
  columnsCsv,
  csvLines,
  lostInTable,
  mapCsv,
  nexusFile,
  axisComments,
  spectrumCsv
} from '../formats/index.js';
import type { HerfdFacts, ScanMetadata } from '../formats/index.js';
import type { Named } from '../analysis/naming.js';
import type { MapValue, NumberResult, SpectrumValue, TableValue } from '../analysis/steps/index.js';
import { XESError } from '../base/errors.js';
import { writeH5 } from '../io/h5write.js';
import { provenanceComments, type Provenance } from './provenance.js';

/** One result, with the name of its group in a file of several. */
export interface NamedResult {
  id: string;
  value: Named<MapValue | SpectrumValue | TableValue>;
}

/** All that an output file holds. */
export interface Output {
  title: string;
  results: readonly NamedResult[];
  numbers?: Readonly<Record<string, NumberResult>>;
  /** Why σ of the numbers is only approximately right. */
  approximate?: readonly string[];
  provenance: Provenance;
  metadata: ScanMetadata | null;
  herfd?: HerfdFacts | null;
}

/** The kinds of files that results are written as. */
export type OutputFormat = 'csv' | 'nexus';

/** The format by the ending of a name. @throws XESError `cli/usage` for another ending. */
export function outputFormat(out: string): OutputFormat {
  if (/\.csv$/i.test(out)) {
    return 'csv';
  }
  if (/\.(nxs|h5|hdf5)$/i.test(out)) {
    return 'nexus';
  }
  throw new XESError(
    'cli/usage',
    `Results are written as CSV or NeXus: give --out a name that ends in .csv or .nxs, not "${out}".`
  );
}

/**
 * The content of an output file. @throws XESError `cli/usage` where a CSV would have to hold several
 * results, and those of `writeH5`.
 */
export async function outputContent(
  format: OutputFormat,
  output: Output
): Promise<string | Uint8Array> {
  return format === 'csv' ? csvText(output) : writeH5(nexusTree(output));
}

function nexusTree({ title, results, provenance, metadata, herfd }: Output) {
  return nexusFile({
    title,
    results: results.map(({ id, value }) => ({ id, result: value })),
    metadata,
    herfd,
    ...provenance,
    time: new Date().toISOString()
  });
}

/** One result as CSV. @throws XESError `cli/usage` */
export function csvText({
  title,
  results,
  numbers = {},
  approximate = [],
  provenance
}: Output): string {
  if (results.length === 0) {
    const comments = provenanceComments(provenance, { title });
    return numbersCsv(numbers, [...comments, ...approximateComments(approximate)]);
  }
  const [{ value }] = results;
  if (results.length > 1) {
    throw new XESError(
      'cli/usage',
      `This gives ${results.length} results, and a CSV holds one: give --out a name that ends in .nxs, or one file at a time.`
    );
  }
  const comments = tableComments(value, title, provenance);
  switch (value.kind) {
    case 'map':
      return mapCsv(value.map, value.view ?? 'incident', comments);
    case 'table':
      return columnsCsv(value.columns, comments);
    case 'spectrum':
      return spectrumCsv(value.spectrum, value.columns, comments);
  }
}

/** What stands below a result in a table: how it was made, and why its σ is only approximately right. */
export function tableComments(
  value: NamedResult['value'],
  title: string,
  provenance: Provenance
): string[] {
  const points = value.kind === 'spectrum' ? value.spectrum : value.kind === 'map' ? value.map : {};
  return [
    ...provenanceComments(provenance, {
      title,
      ...(value.kind === 'spectrum' ? axisComments(value) : {})
    }),
    ...approximateComments([...(value.approximate ?? []), ...lostInTable(points)])
  ];
}

/** Numbers as a table; σ is empty where it is not known. */
export function numbersCsv(
  numbers: Readonly<Record<string, NumberResult>>,
  comments: readonly string[]
): string {
  const rows = Object.entries(numbers).map(([name, { value, sigma, unit }]) => [
    name,
    value,
    sigma ?? '',
    unit
  ]);
  return csvLines([['name', 'value', 'sigma', 'unit'], ...rows], comments);
}
