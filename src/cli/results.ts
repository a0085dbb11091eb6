import { asciiOf, csvOf, numbersCsv, type Writable } from '../analysis/output/text.js';
import { formatOfName, type DataFormat } from '../analysis/output/format.js';
import { nexusTree, type NamedResult } from '../analysis/output/nexus.js';
import { provenanceComments, type Provenance } from '../analysis/output/provenance.js';
import { approximateComments } from '../formats/index.js';
import type { HerfdFacts, ScanMetadata } from '../formats/index.js';
import type { NumberResult } from '../analysis/steps/index.js';
import { XESError } from '../base/errors.js';
import { writeH5 } from '../io/h5write.js';

/** The contents of an output file. */
export interface Output {
  title: string;
  results: readonly NamedResult[];
  numbers?: Readonly<Record<string, NumberResult>>;
  /** Why σ of the numbers is approximate. */
  approximate?: readonly string[];
  provenance: Provenance;
  metadata: ScanMetadata | null;
  herfd?: HerfdFacts | null;
}

/** The format by the extension of a name. @throws XESError `cli/usage` for another extension. */
export function outputFormat(out: string): DataFormat {
  const format = formatOfName(out);
  if (!format) {
    throw new XESError(
      'cli/usage',
      `Results are written as CSV, NeXus or ASCII: give --out a name that ends in .csv, .nxs or .dat, not "${out}".`
    );
  }
  return format;
}

/**
 * The content of an output file.
 * @throws XESError `cli/usage` if a CSV would have to hold several results, and those of `writeH5`.
 */
export async function outputContent(
  format: DataFormat,
  output: Output
): Promise<string | Uint8Array> {
  return format === 'nexus'
    ? writeH5(nexusTree(output, new Date().toISOString()))
    : tableOutput(format, output);
}

/** One result as a table. @throws XESError `cli/usage` */
export function tableOutput(format: 'csv' | 'ascii', output: Output): string {
  const { title, results, numbers = {}, approximate = [], provenance } = output;
  if (format === 'csv' && results.length === 0) {
    const comments = provenanceComments(provenance, { title });
    return numbersCsv(numbers, [...comments, ...approximateComments(approximate)]);
  }
  if (results.length === 0) {
    throw new XESError(
      'cli/usage',
      'These results are numbers alone: give --out a name that ends in .csv or .nxs.'
    );
  }
  if (results.length !== 1) {
    throw new XESError(
      'cli/usage',
      `This gives ${results.length} results, and a ${format === 'csv' ? 'CSV' : '.dat'} holds one: give --out a name that ends in .nxs, or one file at a time.`
    );
  }
  const [{ value }] = results;
  return [...partsOf(format, value, output)].join('');
}

function partsOf(
  format: 'csv' | 'ascii',
  value: Writable,
  { title, provenance }: Output
): Iterable<string> {
  if (format === 'csv') {
    return csvOf(value, { title, provenance });
  }
  if (value.kind === 'table') {
    throw new XESError(
      'cli/usage',
      'This is a table of facts, which has words: give --out a name that ends in .csv or .nxs.'
    );
  }
  return asciiOf(value, { title, provenance });
}
