import { XESError } from '../../../base/errors.js';
import { isRecord } from '../../../analysis/document/json.js';
import { parseMapping } from '../../../formats/mapping/mappingtext.js';
import { readMapping } from '../../../formats/mapping/readmapping.js';
import type { ReadChoice } from '../../../formats/mapping/types.js';
import { inspection } from '../../inspect.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';

/** What `inspect --json` prints, and a key that changes when the scan does. */
export async function inspect({ fields, context, session }: Call) {
  const path = fields.text('path');
  const scan = await context.reads.scan(path, choiceOf(fields));
  const listing = await context.reads.listing(path, scan.entry);
  return { ...inspection(path, scan, listing), key: session.scans.keyOf(scan) };
}

/** How a file is read, as far as that is said. @throws XESError `cli/usage` */
function choiceOf(fields: Fields): ReadChoice {
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
