import { emptyMetadata } from '../metadata.js';
import type { ScanMetadata } from '../scan.js';
import type { Tree } from '../tree.js';

/** The metadata of an entry. @param entry its absolute path; empty for the root. */
export function entryMetadata(tree: Tree, entry: string): ScanMetadata {
  const text = (name: string) => tree.text(`${entry}/${name}`) ?? '';
  const mode = text('mode') || text('mode/name');
  return {
    ...emptyMetadata(),
    title: text('title'),
    scanCommand: text('scan_command'),
    startTime: text('start_time'),
    endTime: text('end_time'),
    experiment: text('experiment_identifier'),
    sample: text('sample/name'),
    ...(mode === '' ? {} : { mode })
  };
}
