import { parseMapping } from '../formats/mapping/mappingtext.js';
import type { ReadChoice } from '../formats/mapping/types.js';

/**
 * How the files of a command are read, according to its options `--entry` and `--columns`.
 * @throws XESError `cli/usage`
 */
export function choiceOfOptions({ entry, columns }: Record<string, unknown>): ReadChoice {
  return {
    ...(typeof entry === 'string' ? { entry } : {}),
    ...(typeof columns === 'string' ? { columns: parseMapping(columns) } : {})
  };
}
