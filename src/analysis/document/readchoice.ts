import type { ReadChoice } from '../../formats/mapping/types.js';
import type { ScanEntry } from './types.js';

/** How the file of a scan is read: as what of it, as far as the document says. */
export function readChoiceOf({ entry, columns }: Pick<ScanEntry, 'entry' | 'columns'>): ReadChoice {
  return {
    ...(entry === undefined ? {} : { entry }),
    ...(columns === undefined ? {} : { columns })
  };
}
