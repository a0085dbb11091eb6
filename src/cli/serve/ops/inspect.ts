import { inspection } from '../../inspect.js';
import type { Call } from '../call.js';
import { choiceOf } from '../choice.js';

/** The output of `inspect --json`, and a key that changes when the scan does. */
export async function inspect({ fields, context, session }: Call) {
  const path = fields.text('path');
  const scan = await context.reads.scan(path, choiceOf(fields));
  const listing = await context.reads.listing(path, scan.entry);
  return { ...inspection(path, scan, listing), key: session.scans.digestOf(scan) };
}
