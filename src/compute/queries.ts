import { XESError } from '../base/errors.js';
import { colorLimits, contourLines, histogramOf } from '../figures/index.js';
import type { RXESMap } from '../science/map.js';
import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import type { Ref } from '../analysis/document/types.js';
import { cellOf, pictureOf } from './pictures.js';
import type { PreviewMap } from './previews.js';
import type { Answer, Query } from './protocol.js';
import type { ComputeResult } from './types.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import { itemFacts, type WantedDocument } from './wanted.js';

/** A query from the page that is not answered yet. */
export interface IQueryRequest {
  readonly id: number;
  readonly document: number;
  readonly query: Query;
}

/** The queried result is not available yet, but may become so. */
export const notYet = Symbol('not yet');

/**
 * Answer a query from the current results.
 * @param evaluation the document's last, or why there is none; null before the first.
 * @param isFinal whether no further results are expected, so that what is missing stays missing.
 * @throws XESError `worker/cancelled` where the value is not drawn any more; why the document could not be evaluated.
 */
export async function answerTo(
  query: Query,
  document: WantedDocument,
  evaluation: Evaluation | XESError | null,
  isFinal: boolean
): Promise<Answer | typeof notYet> {
  if (query.kind === 'result') {
    const { scans, steps } = document.request.contents;
    const isThere = [...scans, ...steps].some(({ id }) => id === query.ref.id);
    if (isThere && evaluation instanceof XESError) {
      throw evaluation;
    }
    const found = isThere && !(evaluation instanceof XESError) ? evaluation : null;
    return resultOf(query.ref, found, isFinal || !isThere);
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

async function ofPreview(
  query: Exclude<Query, { kind: 'result' }>,
  { map, seen }: PreviewMap
): Promise<Answer> {
  if (query.kind === 'cell') {
    return null; // a read-out waits for the scan
  }
  const answer = await ofMap(query, map);
  if (query.kind === 'picture') {
    seen();
  }
  return answer;
}

function ofMap(query: Exclude<Query, { kind: 'result' }>, map: RXESMap): Answer | Promise<Answer> {
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

function resultOf(
  ref: Ref,
  evaluation: Evaluation | null,
  isFinal: boolean
): ComputeResult | typeof notYet {
  const node = evaluation?.nodes.get(ref.id);
  const isComing = !node || node.outcome.state === 'waiting';
  if (isComing && !isFinal) {
    return notYet;
  }
  if (!evaluation || !node) {
    throw new XESError('step/input', `There is no scan or step with the id "${ref.id}".`);
  }
  const items = itemsOf(evaluation.nodes, ref).map(item => ({
    ...itemFacts(item),
    value: item.value
  }));
  return { ref, outcome: node.outcome, inputs: node.inputs, items };
}
