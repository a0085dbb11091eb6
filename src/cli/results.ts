import { columnsCsv, mapCsv, nexusFile, quoted, spectrumCsv, tableText } from '../formats/index.js';
import type { HerfdFacts, ScanMetadata } from '../formats/index.js';
import type { NumberResult, Value } from '../analysis/steps/index.js';
import { XESError } from '../science/errors.js';
import { writeH5 } from '../io/h5write.js';
import { provenanceComments, type Provenance } from './provenance.js';

/** One result, with the name of its group in a file of several. */
export interface NamedResult {
  id: string;
  value: Exclude<Value, { kind: 'scan' }>;
}

/** All that an output file tells. */
export interface Output {
  title: string;
  results: readonly NamedResult[];
  numbers?: Readonly<Record<string, NumberResult>>;
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
export function csvText({ title, results, numbers = {}, provenance }: Output): string {
  if (results.length === 0) {
    return numbersCsv(numbers, provenanceComments(provenance, { title }));
  }
  const [{ value }] = results;
  if (results.length > 1) {
    throw new XESError(
      'cli/usage',
      `This gives ${results.length} results, and a CSV holds one: give --out a name that ends in .nxs, or one file at a time.`
    );
  }
  if (value.kind === 'map') {
    return mapCsv(value.map, value.view ?? 'incident', provenanceComments(provenance, { title }));
  }
  if (value.kind === 'table') {
    return columnsCsv(value.columns, provenanceComments(provenance, { title }));
  }
  const { jitter } = value.spectrum;
  const energy = jitter ? `${value.axis}, readings differ by up to ${jitter} eV` : value.axis;
  const comments = provenanceComments(provenance, { title, energy });
  return spectrumCsv(value.spectrum, value.columns, comments);
}

/** Numbers as a table; σ is empty where it is not known. */
export function numbersCsv(
  numbers: Readonly<Record<string, NumberResult>>,
  comments: readonly string[]
): string {
  const rows = Object.entries(numbers).map(([name, { value, sigma, unit }]) =>
    [textCell(name), value, sigma ?? '', textCell(unit)].join(',')
  );
  const head = tableText(['name', 'value', 'sigma', 'unit'], [], []);
  const tail = comments.map(comment => `# ${comment}\n`).join('');
  return head + rows.map(row => row + '\n').join('') + tail;
}

/**
 * A cell of text as CSV has it. What a spreadsheet would take for a formula, such as a file named `=…`,
 * gets an apostrophe in front, by which it is text.
 */
export function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return quoted(safe);
}
