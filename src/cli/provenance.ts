import { version } from '../base/version.js';
import type { Context } from './context.js';
import type { Source } from './reads.js';

/** What was done, by which step with which parameters. */
export interface ProcessEntry {
  id: string;
  step: string;
  parameters: Record<string, unknown>;
}

/** How a result came about: what is written into every output. */
export interface Provenance {
  command: string;
  versions: Record<string, string>;
  sources: Source[];
  process: ProcessEntry[];
}

/** The provenance of what a command made of files it has read. @throws XESError those of `Reads.sourceOf` */
export async function provenanceOf(
  files: readonly string[],
  process_: readonly ProcessEntry[],
  context: Context
): Promise<Provenance> {
  const sources: Source[] = [];
  for (const file of files) {
    sources.push(await context.reads.sourceOf(file, context));
  }
  return {
    command: context.line,
    versions: { 'jupyterlab-xes': version, node: process.versions.node },
    sources,
    process: [...process_]
  };
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
    `command: ${command}`,
    ...sources.map(({ file, size, sha256 }) => `source: ${file}, ${size} bytes, sha256 ${sha256}`),
    ...done.map(({ id, step, parameters }) => `step: ${id}: ${step} ${JSON.stringify(parameters)}`)
  ];
}
