import type { ReadChoice } from '../../formats/mapping/types.js';
import type { ScanEntry } from './types.js';

/** Which entry of its file a scan is, and its columns, as far as the document specifies them. */
export function readChoiceOf({ entry, columns }: Pick<ScanEntry, 'entry' | 'columns'>): ReadChoice {
  return {
    ...(entry === undefined ? {} : { entry }),
    ...(columns === undefined ? {} : { columns })
  };
}
