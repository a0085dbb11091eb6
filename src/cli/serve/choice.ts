import { XESError } from '../../base/errors.js';
import { isRecord } from '../../analysis/document/json.js';
import { parseMapping } from '../../formats/mapping/mappingtext.js';
import { readMapping } from '../../formats/mapping/readmapping.js';
import type { ReadChoice } from '../../formats/mapping/types.js';
import type { Fields } from './fields.js';

/** How a file is read, as far as specified. @throws XESError `cli/usage` */
export function choiceOf(fields: Fields): ReadChoice {
  const entry = fields.textOr('entry', undefined);
  const columns = fields.raw('columns');
  return {
    ...(entry === undefined ? {} : { entry }),
    ...(typeof columns === 'string' ? { columns: parseMapping(columns) } : {}),
    ...(isRecord(columns) ? { columns: readMapping(columns, refused) } : {})
  };
}

function refused(why: string): XESError {
  return new XESError('cli/usage', `"columns" can't be taken: ${why}.`);
}
