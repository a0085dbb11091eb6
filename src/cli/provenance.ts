import type { ProcessEntry, Provenance, SourceFile } from '../analysis/output/provenance.js';
import { creator } from '../base/creator.js';
import { version } from '../base/version.js';
import type { Context } from './context.js';

/**
 * The provenance of a command's result from the files it has read.
 * @throws XESError those of `Reads.sourceOf`
 */
export async function provenanceOf(
  files: readonly string[],
  process_: readonly ProcessEntry[],
  context: Context
): Promise<Provenance & { command: string; sources: SourceFile[] }> {
  const sources: SourceFile[] = [];
  for (const file of files) {
    const source = await context.reads.sourceOf(file, context);
    const choices = context.reads.choicesOf(file);
    const isRepeated = choices.length > 1 && sources.some(source => source.file === file);
    const all = choices.length === 0 ? [source] : choices.map(choice => ({ ...source, ...choice }));
    sources.push(...(isRepeated ? [] : all));
  }
  return {
    command: context.line,
    versions: { [creator]: version, node: process.versions.node },
    sources,
    process: [...process_]
  };
}
