import { plainValue } from '../analysis/steps/plainvalue.js';
import { XESError } from '../base/errors.js';
import { colorLimits, contourLines, histogramOf } from '../figures/index.js';
import type { RXESMap } from '../science/map.js';
import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import type { Ref } from '../analysis/document/types.js';
import { figureOf } from './exportfigure.js';
import { fileOf, writableItems, type IExportTools } from './exporting.js';
import { cellOf, pictureOf } from './pictures.js';
import type { PreviewMap } from './previews.js';
import type { Answer, Query } from './protocol.js';
import type { ComputeResult } from './types.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import { itemFacts, type WantedDocument } from './wanted.js';

/** An unanswered query from the page. */
export interface IQueryRequest {
  readonly id: number;
  readonly document: number;
  readonly query: Query;
}

type ResultQuery = Extract<Query, { kind: 'result' | 'writable' | 'file' }>;
type MapQuery = Exclude<Query, ResultQuery>;

/** Whether a query is about results, not just about what is drawn. */
export function isOfResults(query: Query): query is ResultQuery {
  return query.kind === 'result' || query.kind === 'writable' || query.kind === 'file';
}

/** The results that a query needs. */
export function refsOfQuery(query: Query): readonly Ref[] {
  switch (query.kind) {
    case 'result':
      return [query.ref];
    case 'writable':
      return query.refs;
    case 'file':
      return query.file.parts.map(({ ref }) => ref);
    default:
      return [];
  }
}

/** The queried result is not available yet, but may become so. */
export const notYet = Symbol('not yet');

/**
 * Answer a query from the current results.
 * @param evaluation the document's last, or why there is none; null before the first.
 * @param isFinal whether no further results are expected, so that missing ones stay missing.
 * @throws XESError `worker/cancelled` if the value is no longer drawn; why the document could not
 * be evaluated.
 */
export async function answerTo(
  query: Query,
  document: WantedDocument,
  evaluation: Evaluation | XESError | null,
  isFinal: boolean,
  tools: IExportTools
): Promise<Answer | typeof notYet> {
  const refs = refsOfQuery(query);
  if (isOfResults(query)) {
    const { scans, steps } = document.request.contents;
    const exists = refs.every(ref => [...scans, ...steps].some(({ id }) => id === ref.id));
    if (exists && evaluation instanceof XESError) {
      throw evaluation;
    }
    const found = exists && !(evaluation instanceof XESError) ? evaluation : null;
    const nodes = nodesOf(refs, found, isFinal || !exists);
    return nodes ? ofResults(query, document, nodes, tools) : notYet;
  }
  const { valueKey } = query.kind === 'picture' ? query.request : query;
  const preview = document.previewOf(valueKey);
  if (preview) {
    return ofPreview(query, preview);
  }
  const value = document.valueOf(valueKey);
  if (!value && !isFinal) {
    return notYet;
  }
  if (value?.kind !== 'map') {
    throw new XESError('worker/cancelled', 'This map is not shown any more.');
  }
  return ofMap(query, value.map);
}

async function ofPreview(query: MapQuery, { map, seen }: PreviewMap): Promise<Answer> {
  if (query.kind === 'cell') {
    return null; // a read-out waits for the scan
  }
  const answer = await ofMap(query, map);
  if (query.kind === 'picture') {
    seen();
  }
  return answer;
}

function ofMap(query: MapQuery, map: RXESMap): Answer | Promise<Answer> {
  switch (query.kind) {
    case 'picture':
      return pictureOf(map, query.request);
    case 'cell':
      return cellOf(map, query.incident, query.emission);
    case 'limits':
      return colorLimits(map, query.choice);
    case 'histogram':
      return histogramOf(map, query.along.scale, query.along.noise);
    case 'contours':
      return contourLines(map, query.choice);
  }
}

/**
 * The nodes of all requested results; null if one is still pending.
 * @throws XESError `step/input`
 */
function nodesOf(
  refs: readonly Ref[],
  evaluation: Evaluation | null,
  isFinal: boolean
): Evaluation['nodes'] | null {
  for (const { id } of refs) {
    const node = evaluation?.nodes.get(id);
    if ((!node || node.outcome.state === 'waiting') && !isFinal) {
      return null;
    }
    if (!node) {
      throw new XESError('step/input', `There is no scan or step with the id "${id}".`);
    }
  }
  return evaluation?.nodes ?? new Map();
}

function ofResults(
  query: ResultQuery,
  document: WantedDocument,
  nodes: Evaluation['nodes'],
  tools: IExportTools
): Answer | Promise<Answer> {
  switch (query.kind) {
    case 'result':
      return resultOf(query.ref, nodes);
    case 'writable':
      return writableItems(query.refs, { nodes });
    case 'file':
      return 'look' in query.file
        ? figureOf(query.file, document, { nodes }, tools)
        : fileOf(query.file, document, { nodes }, tools);
  }
}

function resultOf(ref: Ref, nodes: Evaluation['nodes']): ComputeResult {
  const node = nodes.get(ref.id);
  const items = itemsOf(nodes, ref).map(item => ({
    ...itemFacts(item),
    value: item.value && plainValue(item.value)
  }));
  if (!node) {
    throw new XESError('step/input', `There is no scan or step with the id "${ref.id}".`);
  }
  return { ref, outcome: node.outcome, inputs: node.inputs, items };
}
