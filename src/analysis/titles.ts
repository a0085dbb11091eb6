import { outputInWords } from './steps/joinedname.js';
import { withLabels } from './steps/labels.js';
import { scanTitle } from './scantitles.js';
import type { StepWarning } from './steps/part.js';
import { inputKeyOf, originOf } from './evaluate/index.js';
import { userLabelOf } from './ownlabels.js';
import {
  asRef,
  idOf,
  itemKey,
  scansId,
  scanOf,
  stepOf,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref,
  type StepEntry
} from './document/index.js';

/**
 * The title of a step in lists: its label, else `CIE 9660.4 eV` for a cut, `background 2` for the
 * id `background-2`, `line cut 1`, and `average 1 of consistency 2`.
 */
export function stepTitle({ label, id, step, parameters: { type, at } }: StepEntry): string {
  const isCut = step === 'cut' && typeof type === 'string' && typeof at === 'number';
  // an average made on the page of a series has an id derived from it
  const words = id.replace(/^(.+)-(average-\d+)$/, '$2 of $1').replace(/-(\d+)(?= |$)/g, ' $1');
  const spoken = words.startsWith(step) ? wordsOf(step) + words.slice(step.length) : words;
  return label ?? (isCut ? `${type} ${Number(at.toFixed(2))} eV` : spoken);
}

/** `line cut` of `lineCut`. */
export function wordsOf(step: string): string {
  return step.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The title of the scan or step with this id; null if there is none. */
export function titleOf(document: Contents, id: Id): string | null {
  const scan = scanOf(document, id);
  const step = stepOf(document, id);
  return scan ? scanTitle(scan, document.scans) : step && titleOfStep(document, step);
}

/** The title of a step: a difference or a shift without a label is named after its inputs. */
export function titleOfStep(document: Contents, entry: StepEntry): string {
  const { step, from, label } = entry;
  const names = () => from.map(source => plainTitle(document, asRef(source)));
  if (label === undefined && step === 'difference' && from.length === 2) {
    return names().join(' − ');
  }
  const isOfOne = from.length === 1 && idOf(from[0]) !== scansId;
  return label === undefined && step === 'shift' && isOfOne
    ? `${names()[0]} shifted`
    : stepTitle(entry);
}

/** A short name within other names, which would otherwise grow without limit. */
function plainTitle(document: Contents, { id, channel, only }: Ref): string {
  const step = stepOf(document, id);
  if (step) {
    const sole = only?.length === 1 ? originOf(only[0]) : null;
    return sole && sole.id !== id ? labelOf(document, only?.[0] ?? id) : stepTitle(step);
  }
  return labelOf(document, itemKey([id], channel));
}

/** A sentence of a result with the ids of steps and their inputs replaced by titles. */
export function withTitles(document: Contents, sentence: string): string {
  return sentence.replace(
    namedById,
    (_, before: string, id: Id) => `${before}"${titleOf(document, id) ?? id}"`
  );
}

/** The message of a rejected edit with quoted ids of steps replaced by titles. */
export function refusalWithTitles(document: Contents, sentence: string): string {
  return sentence.replace(/"([\w.-]+)"/g, (quoted, id: Id) => {
    const step = stepOf(document, id);
    return step ? `"${titleOfStep(document, step)}"` : quoted;
  });
}

/** How the failures of an evaluation refer to a step or an input. */
const namedById = /\b([Ss]tep |works on )"([\w.-]+)"/g;

type Contents = Pick<AnalysisDocument, 'scans' | 'steps'>;

/**
 * The legend text of an item: of a scan, with the arm if the Ref has one; of a step with several
 * items, with the item's input (its user-given label, else its scan), and with the output if it is
 * not the main one.
 */
export function shownLabel(
  document: AnalysisDocument,
  { id, channel, output }: Ref,
  key: ItemKey,
  isSole: boolean
): string {
  const step = stepOf(document, id);
  if (!step) {
    const scan = scanOf(document, id);
    return [
      scan ? scanTitle(scan, document.scans) : id,
      ...(channel === undefined ? [] : [channel])
    ].join(' ');
  }
  const input = inputKeyOf(key);
  const origin =
    isSole || input === null ? [] : [userLabelOf(document, input) ?? labelOf(document, key)];
  const made = [titleOfStep(document, step), ...origin].join(' · ');
  return output === undefined ? made : `${made}: ${outputInWords(output)}`;
}

/** The label of an item: of the scan, or the combining step, it originates from. */
export function labelOf(document: Contents, key: ItemKey): string {
  const { id, channel } = originOf(key);
  const label = titleOf(document, id) ?? id;
  return channel === null ? label : `${label}:${channel}`;
}

/**
 * A sentence about an item with `{0}`, `{1}`, … replaced by labels.
 * @param inputs keys of the step's inputs; for a step that works on each input alone `{0}` is the
 * item's own.
 */
export function aboutItem(
  document: Contents,
  sentence: string,
  key: ItemKey,
  inputs: readonly ItemKey[]
): string {
  const own = inputKeyOf(key);
  const labels: string[] = [];
  // look up only those in the sentence: there may be thousands of inputs
  for (const [, text] of sentence.matchAll(/\{(\d+)\}/g)) {
    const named = own ?? inputs.at(Number(text)) ?? (inputs.length === 0 ? key : undefined);
    if (named !== undefined) {
      labels[Number(text)] = labelOf(document, named);
    }
  }
  return withLabels(withTitles(document, sentence), labels);
}

/** The warnings about an item, with labels as in `aboutItem`. */
export function warningOfItem<T extends StepWarning>(
  document: Contents,
  { code, message }: T,
  key: ItemKey,
  inputs: readonly ItemKey[]
): Pick<T, 'code' | 'message'> {
  return { code, message: aboutItem(document, message, key, inputs) };
}

/**
 * A sentence about an item with `{0}`, `{1}`, … replaced by labels.
 * @param inputs labels of the step's inputs; for a step that works on each input alone `{0}` is the
 * item's own.
 */
export function labelled(
  sentence: string,
  key: ItemKey,
  inputs: readonly string[],
  label: (key: ItemKey) => string
): string {
  const own = inputKeyOf(key);
  return withLabels(
    sentence,
    own === null ? inputs : Array.from({ length: Math.max(1, inputs.length) }, () => label(own))
  );
}
