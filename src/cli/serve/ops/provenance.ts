import { provenanceComments } from '../../../analysis/output/provenance.js';
import type { Call } from '../call.js';
import { evaluatedRef } from '../made.js';
import { locatedDocument } from '../recipes.js';

/** The origin of a result, as the comment lines of its table. */
export async function provenance(call: Call) {
  const { fields } = call;
  const made = await evaluatedRef(locatedDocument(fields), fields.ref('ref'), call);
  return { lines: provenanceComments(made.provenance, { title: made.title }) };
}
