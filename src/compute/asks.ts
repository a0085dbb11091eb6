import { XESError } from '../science/errors.js';
import { colorLimits } from '../figures/index.js';
import type { RXESMap } from '../science/map.js';
import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import type { Ref } from '../analysis/document/types.js';
import { cellOf, pictureOf } from './pictures.js';
import type { Answer, Question } from './protocol.js';
import type { ComputeResult } from './types.js';
import { itemsOf } from './selection.js';
import { itemFacts, type WantedDocument } from './wanted.js';

/** A question of the page that waits for its answer. */
export interface IAsk {
  readonly ask: number;
  readonly document: number;
  readonly question: Question;
}

/** Not yet: what is asked for is not there, and may come. */
export const notYet = Symbol('not yet');

/**
 * Answer a question from what there is.
 * @param evaluation the document's last; null before the first.
 * @param isFinal whether nothing more comes of it, so that what is not there will not be.
 * @throws XESError `worker/cancelled` where the value is not drawn any more.
 */
export async function answerTo(
  question: Question,
  document: WantedDocument,
  evaluation: Evaluation | null,
  isFinal: boolean
): Promise<Answer | typeof notYet> {
  if (question.kind === 'result') {
    const { scans, steps } = document.request.contents;
    const isThere = [...scans, ...steps].some(({ id }) => id === question.ref.id);
    return resultOf(question.ref, isThere ? evaluation : null, isFinal || !isThere);
  }
  const { valueKey } = question.kind === 'picture' ? question.request : question;
  const value = document.valueOf(valueKey);
  if (!value && !isFinal) {
    return notYet;
  }
  if (value?.kind !== 'map') {
    throw new XESError('worker/cancelled', 'This map is not shown any more.');
  }
  return ofMap(question, value.map);
}

function ofMap(
  question: Exclude<Question, { kind: 'result' }>,
  map: RXESMap
): Answer | Promise<Answer> {
  switch (question.kind) {
    case 'picture':
      return pictureOf(map, question.request);
    case 'cell':
      return cellOf(map, question.incident, question.emission);
    case 'limits':
      return colorLimits(map, question.choice);
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
