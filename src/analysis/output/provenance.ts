import { mappingText } from '../../formats/mapping/mappingtext.js';
import type { ScanMapping } from '../../formats/mapping/types.js';
import type { SchemaOrigin } from '../../formats/schema/types.js';

/** A processing step with its parameters. */
export interface ProcessEntry {
  id: string;
  step: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** A file that a result was computed from. */
export interface SourceFile extends SourceReading {
  file: string;
  /** Bytes. */
  size: number;
  modified: string;
  /** Of the bytes that were read. */
  sha256: string;
}

/** How a file was read, if the file itself does not determine that. */
export interface SourceReading {
  /** Which of several scans in it. */
  entry?: string;
  /** The assumed meaning of its arrays. */
  columns?: ScanMapping;
  /** The facility schema used to read it. */
  schema?: SchemaOrigin;
}

/** A source of which perhaps only the path is known, such as a file open in a viewer. */
export type AnySource = SourceFile | ({ file: string } & SourceReading);

/** The origin of a result, written into every output. */
export interface Provenance {
  /** Absent if not made on the command line. */
  command?: string;
  versions: Readonly<Record<string, string>>;
  sources: readonly AnySource[];
  process: readonly ProcessEntry[];
}

/** Provenance as comments of a table; read back by `title:`, `energy:` and `intensity:`. */
export function provenanceComments(
  { command, versions, sources, process: done }: Provenance,
  about: { title: string; energy?: string; intensity?: string }
): string[] {
  return [
    `title: ${about.title}`,
    ...(about.energy ? [`energy: ${about.energy}`] : []),
    ...(about.intensity ? [`intensity: ${about.intensity}`] : []),
    `made by: ${Object.entries(versions)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ')}`,
    ...(command === undefined ? [] : [`command: ${command}`]),
    ...sources.map(sourceComment),
    ...done.map(({ id, step, parameters }) => `step: ${id}: ${step} ${JSON.stringify(parameters)}`)
  ];
}

function schemaText({ name, from, sha256 }: SchemaOrigin): string {
  const digest = sha256 === undefined ? '' : `, sha256 ${sha256}`;
  return `schema ${JSON.stringify(name)} (${from}${digest})`;
}

function sourceComment(source: AnySource): string {
  const { file, entry, columns, schema } = source;
  const facts = [
    ...('sha256' in source ? [`${source.size} bytes`, `sha256 ${source.sha256}`] : []),
    ...(entry === undefined ? [] : [`entry ${JSON.stringify(entry)}`]),
    ...(columns === undefined ? [] : [`columns ${mappingText(columns)}`]),
    ...(schema === undefined ? [] : [schemaText(schema)])
  ];
  return [`source: ${file}`, ...facts].join(', ');
}
