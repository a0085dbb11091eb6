import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { version } from '../diagnostics/health/index.js';
import { XESError } from '../science/errors.js';
import type { Context } from './context.js';

/** A file that a result was made of. */
export interface Source {
  file: string;
  /** Bytes. */
  size: number;
  modified: string;
  sha256: string;
}

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

const chunk = 4 * 2 ** 20;

/** Size, time and digest of a file. @throws XESError `file/unreadable`, `cli/interrupted` */
export async function sourceOf(file: string, context: Context): Promise<Source> {
  const hash = createHash('sha256');
  const descriptor = open(file);
  try {
    const { size, mtime } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(chunk, size) || 1);
    for (let done = 0; ;) {
      const count = readSync(descriptor, buffer, 0, buffer.length, done);
      if (count === 0) {
        return { file, size, modified: mtime.toISOString(), sha256: hash.digest('hex') };
      }
      hash.update(buffer.subarray(0, count));
      done += count;
      if (size > chunk) {
        context.progress.tell(done, size, `taking the digest of ${file}`);
        await context.checkpoint();
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw new XESError('file/unreadable', `${file} can't be read any more. Try again.`, { cause });
  }
}

/** The provenance of what a command makes. */
export async function provenanceOf(
  files: readonly string[],
  process_: readonly ProcessEntry[],
  context: Context
): Promise<Provenance> {
  const sources: Source[] = [];
  for (const file of files) {
    sources.push(await sourceOf(file, context));
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
