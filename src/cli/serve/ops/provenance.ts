import { provenanceComments } from '../../../analysis/output/provenance.js';
import type { Call } from '../call.js';
import { madeResult } from '../made.js';
import { placedDocument } from '../recipes.js';

/** The origin of a result, as the comment lines of its table. */
export async function provenance(call: Call) {
  const { fields } = call;
  const made = await madeResult(placedDocument(fields), fields.ref('ref'), call);
  return { lines: provenanceComments(made.provenance, { title: made.title }) };
}
