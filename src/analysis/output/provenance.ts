import { mappingText } from '../../formats/mapping/mappingtext.js';
import type { ScanMapping } from '../../formats/mapping/types.js';
import type { SchemaOrigin } from '../../formats/schema/types.js';

/** What was done, by which step with which parameters. */
export interface ProcessEntry {
  id: string;
  step: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** A file that a result was made of. */
export interface SourceFile extends SourceReading {
  file: string;
  /** Bytes. */
  size: number;
  modified: string;
  /** Of the bytes that were read. */
  sha256: string;
}

/** As what a file was read, where it does not say so itself. */
export interface SourceReading {
  /** Which scan of it, of several. */
  entry?: string;
  /** What its arrays were said to be. */
  columns?: ScanMapping;
  /** The facility schema that it was read by. */
  schema?: SchemaOrigin;
}

/** The same where no more than its path is known, as of what a viewer has open. */
export type AnySource = SourceFile | ({ file: string } & SourceReading);

/** How a result came about: what is written into every output. */
export interface Provenance {
  /** Absent where no command line made it. */
  command?: string;
  versions: Readonly<Record<string, string>>;
  sources: readonly AnySource[];
  process: readonly ProcessEntry[];
}

/** The same as comments of a table; read back by `title:`, `energy:` and `intensity:`. */
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
