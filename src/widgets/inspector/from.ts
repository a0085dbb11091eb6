import {
  asSource,
  refText,
  sampleIds,
  scansId,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../../analysis/document/index.js';

/**
 * Rows as inputs of a step, each once. All samples, or the same arm of all, become `scans`: the
 * step then also works on scans added later, and is a recipe for others.
 */
export function fromOf({ scans }: Pick<AnalysisDocument, 'scans'>, refs: readonly Ref[]) {
  const sources = [...new Map(refs.map(ref => [refText(ref), ref])).values()];
  const samples = new Set(sampleIds({ scans }));
  const [first] = sources;
  const areAll =
    sources.length === samples.size &&
    sources.every(({ id, channel }) => samples.has(id) && channel === first.channel) &&
    new Set(sources.map(({ id }) => id)).size === samples.size;
  if (first && areAll) {
    const { channel } = first;
    return [asSource(channel === undefined ? { id: scansId } : { id: scansId, channel })];
  }
  return sources.map((ref): Id | Ref => asSource(ref));
}
