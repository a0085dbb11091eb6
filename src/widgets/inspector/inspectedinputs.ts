import {
  asRef,
  scansId,
  type Id,
  type ItemKey,
  type Ref,
  type StepEntry
} from '../../analysis/document/index.js';
import { withoutOutput } from '../../analysis/evaluate/itemkeys.js';
import type { AnalysisModel } from '../../model/index.js';

/** An input of a step. */
export interface IInspectedInput {
  key: ItemKey;
  label: string;
  /** It was left out. */
  isOut: boolean;
}

/** The items that it works on, if known, or else what the document names. */
export function inputsOf(model: AnalysisModel, { id, from }: StepEntry): IInspectedInput[] {
  const known = model.outcome(id)?.inputs ?? [];
  const out = from.flatMap(source => asRef(source).except ?? []);
  const used = new Set(known.length > 0 ? known.map(withoutOutput) : from.map(keyOf));
  out.forEach(key => used.delete(key)); // what is known may be older than the edit
  return [
    ...[...used].map(key => ({ key, label: inputLabel(model, key, from), isOut: false })),
    ...out.map(key => ({ key, label: inputLabel(model, key, from), isOut: true }))
  ];
}

function keyOf(source: Id | Ref): ItemKey {
  const { id, channel, only } = asRef(source);
  return only?.length === 1 ? only[0] : channel === undefined ? id : `${id}:${channel}`;
}

function inputLabel(model: AnalysisModel, key: ItemKey, from: StepEntry['from']): string {
  if (key === scansId) {
    return 'All scans';
  }
  const [id] = key.split(/[/:]/, 1);
  const whole = from.map(asRef).find(ref => ref.id === id);
  return key.includes('/')
    ? model.labelOfRef({ id, only: [key] })
    : whole && key === id
      ? model.labelOfRef(whole)
      : model.labelOf(key);
}
