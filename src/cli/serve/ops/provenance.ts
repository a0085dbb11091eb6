import { provenanceComments } from '../../../analysis/output/provenance.js';
import type { Call } from '../call.js';
import { madeResult } from '../made.js';
import { placedDocument } from '../recipes.js';

/** How a result came about, in the lines that stand above a table of it. */
export async function provenance(call: Call) {
  const { fields } = call;
  const made = await madeResult(placedDocument(fields), fields.ref('ref'), call);
  return { lines: provenanceComments(made.provenance, { title: made.title }) };
}
