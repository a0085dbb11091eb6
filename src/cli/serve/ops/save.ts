import { inputKeyOf, originOf } from '../../../analysis/evaluate/index.js';
import { scanOf, stepOf, type AnalysisDocument } from '../../../analysis/document/index.js';
import { withLabelsOf } from '../../../analysis/naming.js';
import type { NamedResult } from '../../../analysis/output/nexus.js';
import { reasonsIn } from '../../../analysis/steps/approximate.js';
import { requireChannel } from '../../../analysis/steps/channels.js';
import type { NumberResult, Value } from '../../../analysis/steps/index.js';
import { labelOf } from '../../../analysis/titles.js';
import type { DataFormat } from '../../../analysis/output/format.js';
import { axisValues } from '../../../science/pointaxis.js';
import { median } from '../../../science/statistics.js';
import { herfdFacts } from '../../herfd.js';
import { refuseInputs, writeOutput } from '../../output.js';
import { outputContent, outputFormat } from '../../results.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';
import { evaluatedRef, type EvaluatedRef } from '../made.js';
import { locatedDocument } from '../recipes.js';

/** Write a result like the command line: NeXus with all outputs, a table with one. */
export async function save(call: Call) {
  const { fields, context } = call;
  const out = fields.text('out');
  const format = outputFormat(out);
  const placed = locatedDocument(fields);
  const { document } = placed;
  await refuseInputs(out, [...placed.files.values()]);
  const made = await evaluatedRef(placed, fields.ref('ref'), call);
  const results = resultsOf(document, made, format);
  const herfd = lineOf(fields, document, made, results, format);
  const content = await outputContent(format, {
    title: made.title,
    results,
    numbers: numbersOf(document, made),
    approximate: reasonsIn(made.items.flatMap(({ part }) => part?.warnings ?? [])),
    provenance: made.provenance,
    metadata: made.scan?.metadata ?? null,
    herfd: herfd?.facts ?? null
  });
  await context.checkpoint();
  await writeOutput(out, content, made.files);
  return { out, warnings: herfd?.warnings ?? [] };
}

function resultsOf(
  document: AnalysisDocument,
  { items, nodes, ref }: EvaluatedRef,
  format: DataFormat
): NamedResult[] {
  const isAll = format === 'nexus' && ref.output === undefined;
  const labels = (nodes.get(ref.id)?.inputs ?? []).map(key => labelOf(document, key));
  const all = items.flatMap(({ key, value, part }) => {
    const outputs: Value[] = isAll && part ? Object.values(part.outputs) : value ? [value] : [];
    const own = inputKeyOf(key) === null ? labels : [];
    const name = labelOf(document, key);
    return outputs.flatMap(output =>
      output.kind === 'scan' ? [] : [{ ...withLabelsOf(output, own), name }]
    );
  });
  return all.map((value, i) => ({
    id: all.length === 1 ? ref.id : `${ref.id}_${i + 1}`,
    value
  }));
}

function numbersOf(
  document: AnalysisDocument,
  { items }: EvaluatedRef
): Record<string, NumberResult> {
  return Object.fromEntries(
    items.flatMap(({ key, part }) =>
      Object.entries(part?.numbers ?? {}).map(([name, number]) => [
        items.length === 1 ? name : `${labelOf(document, key)}.${name}`,
        number
      ])
    )
  );
}

/**
 * The element and line that NXxas_herfd requires of a single spectrum over Ω; null for any other.
 */
function lineOf(
  fields: Fields,
  document: AnalysisDocument,
  made: EvaluatedRef,
  [result, ...others]: readonly NamedResult[],
  format: DataFormat
) {
  if (result?.value.kind !== 'spectrum' || others.length > 0) {
    return null;
  }
  const named = fields.raw('herfd') === undefined ? null : fields.within('herfd');
  const [element, line] = ['element', 'line'].map(name => named?.textOr(name, null) ?? null);
  return herfdFacts(result.value, emissionOf(document, made), { element, line }, format);
}

/**
 * The emission energy of a curve over Ω, eV: of a scan's arm, or of a cut through a scan; NaN for
 * others.
 */
function emissionOf(
  document: AnalysisDocument,
  { items: [item], nodes, ref, scan, sources }: EvaluatedRef
): number {
  const own = scanOf(document, ref.id) && sources.get(ref.id)?.scan;
  if (own) {
    return median(axisValues(requireChannel(own, originOf(item.key).channel).emission));
  }
  const input = inputKeyOf(item.key);
  const isCutOfScan =
    scan &&
    stepOf(document, ref.id)?.step === 'cut' &&
    input !== null &&
    inputKeyOf(input) === null;
  const at = nodes.get(ref.id)?.parameters.at;
  return isCutOfScan && typeof at === 'number' ? at : NaN;
}
