import { scanOf } from '../../../analysis/document/index.js';
import type { AnalysisDocument, Ref } from '../../../analysis/document/types.js';
import {
  inputKeyOf,
  originOf,
  type Item,
  type NodeResult
} from '../../../analysis/evaluate/index.js';
import { furtherOutputs, outputOf } from '../../../analysis/evaluate/parts.js';
import { itemsOf } from '../../../analysis/evaluate/selection.js';
import { labelledObject } from '../../../analysis/naming.js';
import type { StepPart } from '../../../analysis/steps/part.js';
import type { Value } from '../../../analysis/steps/values.js';
import { userLabelOf } from '../../../analysis/ownlabels.js';
import { labelOf, warningOfItem } from '../../../analysis/titles.js';
import { firstChannel } from '../../../formats/scan.js';
import type { Call } from '../call.js';
import { evaluateLocated, locatedDocument } from '../recipes.js';
import { fullValue, outlineOf } from '../values.js';
import type { Evaluated } from '../../evaluation.js';

/** Formats a value for an answer. @param labels of its inputs. */
type Shown = (value: Value, labels: readonly string[]) => object;

/** Nodes and demanded results of a recipe or a document. */
export async function evaluate(call: Call) {
  const { fields } = call;
  const placed = locatedDocument(fields);
  const demand = fields.refs('demand');
  const evaluated = await evaluateLocated(placed, demand, call);
  const { document } = placed;
  const show: Shown = fields.raw('arrays') === false ? outlineOf : fullValue;
  const nodes = [...evaluated.nodes.values()].map(node => [node.id, nodeOf(document, node)]);
  return {
    nodes: Object.fromEntries(nodes) as Record<string, ReturnType<typeof nodeOf>>,
    results: demand.map(ref => resultOf(document, evaluated, ref, show)),
    warnings: Object.fromEntries([...evaluated.warnings].filter(([, found]) => found.length > 0)),
    seen: Object.fromEntries(evaluated.digests)
  };
}

function nodeOf(document: AnalysisDocument, { id, outcome, parameters, inputs }: NodeResult) {
  const { state, error, blockedBy, key } = outcome;
  return {
    state,
    error: error && warningOfItem(document, error, id, inputs),
    ...(blockedBy ? { blockedBy } : {}),
    parameters,
    key,
    inputs
  };
}

function resultOf(document: AnalysisDocument, evaluated: Evaluated, ref: Ref, show: Shown) {
  const inputs = evaluated.nodes.get(ref.id)?.inputs ?? [];
  const labels = inputs.map(key => labelOf(document, key));
  const items = itemsOf(evaluated.nodes, ref).map(item => {
    const { key, state, error, part, value } = item;
    const own = inputKeyOf(key) === null ? labels : [];
    const shown = (value: Value) => show(value, own);
    const warningOf = <T extends { code: string; message: string }>({ code, message }: T) =>
      warningOfItem(document, { code, message }, key, inputs);
    return {
      key,
      label: userLabelOf(document, key) ?? labelOf(document, key),
      state,
      error: error && warningOf(error),
      ...channelOf(document, evaluated, item, ref),
      value: value && shown(value),
      main: Object.keys(part?.outputs ?? {}).at(0) ?? null,
      outputs: each(part?.outputs, shown),
      aside: each(part ? asideOf(part) : {}, shown),
      numbers: part?.numbers ?? {},
      details: part?.details ? labelledObject(part.details, own) : null,
      warnings: (part?.warnings ?? []).map(warningOf)
    };
  });
  return { ref, items };
}

function each(values: Readonly<Record<string, Value>> = {}, show: (value: Value) => object) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(value)]));
}

/**
 * Values that are not written as outputs, but can be shown and used as inputs, including columns of
 * a spectrum.
 */
function asideOf(part: StepPart): Record<string, Value> {
  const found = furtherOutputs(part).flatMap(({ name }): [string, Value][] => {
    const value = Object.hasOwn(part.outputs, name) ? null : outputOf(part, name);
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}

/** The arm of a scan's own map or curve. */
function channelOf(
  document: AnalysisDocument,
  { sources }: Evaluated,
  { key }: Item,
  { id }: Ref
): { channel?: string } {
  const outline = scanOf(document, id) && sources.get(id)?.outline;
  const channel = outline && (originOf(key).channel ?? firstChannel(outline)?.name);
  return channel ? { channel } : {};
}
