import { sha256Hex } from '../../../analysis/digest.js';
import { documentOfJSON } from '../../../analysis/document/read.js';
import { writeDocument } from '../../../analysis/document/write.js';
import type { SourceFile } from '../../../analysis/output/provenance.js';
import { analysisOf } from '../../analysisfile.js';
import type { Context } from '../../context.js';
import { placesOf, type Place } from '../../batch.js';
import { runAnalysis, type RunRequest } from '../../runanalysis.js';
import type { Outcome } from '../../summary.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';
import { choiceOf } from '../choice.js';

/** The output of `run --json`, with a report after each scan. */
export async function run(call: Call) {
  const { fields, report } = call;
  let printed = '{}';
  const context = call.printed(text => (printed = text));
  const choice = choiceOf(fields);
  context.reads.choose(choice);
  const { text, source } = await analysisIn(fields, context);
  const read = analysisOf(text, source.file);
  const together = fields.raw('together');
  const outcomes: Outcome[] = [];
  const { exit } = await runAnalysis(
    {
      ...read,
      isOfAll: typeof together === 'boolean' ? together : read.isOfAll,
      source,
      files: fields.texts('files'),
      out: fields.text('out'),
      nexus: fields.flag('nexus'),
      replace: fields.texts('replace'),
      resume: fields.flag('resume'),
      isMapped: choice.columns !== undefined,
      part: partOf(fields),
      onOutcome: (outcome, total) => report(outcomes.push(outcome), total, reportOf(outcome))
    },
    context
  );
  return { ...(JSON.parse(printed) as object), outcomes, exit };
}

/**
 * Names of scans and their folders in a run of each scan separately; null if it combines all of
 * them.
 */
export async function places({ fields, context }: Call) {
  const { text, source } = await analysisIn(fields, context);
  const { isOfAll } = analysisOf(text, source.file);
  return { places: isOfAll ? null : placesOf(fields.texts('files')) };
}

/** The part of a larger run, which several processes share; this program assigned the parts. */
function partOf(fields: Fields): RunRequest['part'] {
  const [named, made] = [fields.raw('places'), fields.raw('made')];
  return {
    isPart: fields.raw('summary') === false,
    ...(named === undefined ? {} : { places: fields.list('places') as Place[] }),
    ...(made === undefined ? {} : { made: fields.list('made') as (Outcome | null)[] })
  };
}

function reportOf({ file, folder, status, failures: [error], wasThere }: Outcome) {
  const state = wasThere ? 'there' : status;
  return { scan: file, folder, state, ...(error ? { error } : {}) };
}

/** The analysis of a file, or a document instead, in which case the file is not read. */
async function analysisIn(
  fields: Fields,
  context: Context
): Promise<{ text: string; source: SourceFile }> {
  const file = fields.text('analysis');
  const given = fields.raw('document');
  if (given === undefined) {
    return { text: context.reads.text(file), source: await context.reads.sourceOf(file, context) };
  }
  const text = writeDocument(documentOfJSON(given));
  const source = { file, size: Buffer.byteLength(text), sha256: sha256Hex(text) };
  return { text, source: { ...source, modified: new Date().toISOString() } };
}
