import { maxEntries, type Id, type Ref, type StepEntry } from '../document/types.js';
import { Computing } from './computing.js';
import type { PassContext, Wanted } from './context.js';
import { wantedBy } from './inputs.js';
import type { Memo } from './memo.js';
import type { EvaluateOptions, Recipe } from './options.js';
import { memoKeyOf } from './keys.js';
import { mergeNodes } from './nodes.js';
import type { NodeResult, Progress, ScanSource } from './outcome.js';
import { evaluateScans } from './scannode.js';
import { evaluateStep } from './stepnode.js';

/** One evaluation of a document: each node once, however many dependents it has. */
export class Pass implements PassContext {
  constructor(
    readonly recipe: Recipe,
    readonly sources: ReadonlyMap<Id, ScanSource>,
    memo: Memo,
    private _options: EvaluateOptions
  ) {
    const { scans, steps } = recipe;
    this._steps = new Map(steps.map(step => [step.id, step]));
    this.computing = new Computing(memo, _options);
    // several values for each step and scan: more than any sensible recipe needs
    this.room = Math.min(maxEntries.results, Math.max(1000, 4 * scans.length * steps.length));
  }

  readonly computing: Computing;

  readonly room: number;
  used = 0;

  /** The nodes evaluated so far. */
  readonly nodes = new Map<Id, NodeResult>();

  readonly needs = new Set<Id>();

  /** Scans in memory whose dependents wait for further scans, and memo keys of such results. */
  readonly held = { scans: new Set<Id>(), results: new Set<string>() };

  /** Evaluate the referenced nodes, in this order. */
  async demand(refs: readonly Ref[]): Promise<void> {
    for (const id of new Set(refs.map(ref => ref.id))) {
      const wanted = refs.filter(ref => ref.id === id).map(ref => wantedBy(this, ref));
      if (wanted.includes(null)) {
        await this.node(id, null);
      }
      const keys = wanted.flatMap(item => [...(item ?? [])]);
      if (keys.length > 0 || !wanted.includes(null)) {
        await this.node(id, new Set(keys));
      }
    }
  }

  /** A node, evaluated once: a full evaluation also serves requests for some of its items. */
  async node(id: Id, wanted: Wanted): Promise<NodeResult> {
    const name = wanted && [...wanted].sort().join(' ');
    const known = this._known.get(id) ?? new Map<string | null, NodeResult>();
    this._known.set(id, known);
    const whole = known.get(null);
    const before = known.get(name) ?? (whole && holds(whole, wanted) ? whole : undefined);
    if (before) {
      return before;
    }
    const entry = this._steps.get(id);
    const node = entry
      ? await evaluateStep(this, entry, wanted)
      : await evaluateScans(this, id, wanted);
    known.set(name, node);
    const evaluated = this.nodes.get(id);
    const all = evaluated ? mergeNodes(evaluated, node) : node;
    this.nodes.set(id, all);
    this._options.onNode?.(all);
    return node;
  }

  /** Memo keys of the results for these Refs. */
  keysOf(refs: readonly Ref[]): Set<string> {
    return new Set(refs.flatMap(({ id }) => [...(this.computing.keys.get(id) ?? [])]));
  }

  hold(scan: Id | null, valueKey: string | null): void {
    if (scan !== null) {
      this.held.scans.add(scan);
    }
    if (valueKey !== null) {
      this.held.results.add(memoKeyOf(valueKey));
    }
  }

  isStep(id: Id): boolean {
    return this._steps.has(id);
  }

  progress(id: Id, progress: Progress): void {
    this._options.onProgress?.(id, progress);
  }

  private _steps: ReadonlyMap<Id, StepEntry>;
  private _known = new Map<Id, Map<string | null, NodeResult>>();
}

/** Whether a node has all wanted items: they may be of channels that its step does not specify. */
function holds({ items }: NodeResult, wanted: Wanted): boolean {
  const keys = new Set(items.map(({ key }) => key));
  return wanted === null || [...wanted].every(key => keys.has(key));
}
