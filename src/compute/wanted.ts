import { drawnValue } from './drawn.js';
import type { Id, Ref } from '../analysis/document/types.js';
import type { Evaluation, Recipe } from '../analysis/evaluate/evaluator.js';
import { furtherOutputs, type FurtherOutput } from '../analysis/evaluate/parts.js';
import type { Item, NodeResult, Progress } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import type { Value } from '../analysis/steps/values.js';
import { afterMoves } from './moves.js';
import { isSameOutcome, emptyOutcome } from './outcomes.js';
import { isAsPreviewed, type PreviewMap, type Previews } from './previews.js';
import type {
  Address,
  DocumentReport,
  DocumentRequest,
  ScanUpdate,
  SentItem,
  SentOutcome
} from './protocol.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import { StoredSource } from './sources.js';
import type { ScanStore } from './store.js';
import { refKey, type DrawnPreview, type DrawnValue } from './types.js';

/** The wanted results of a document. */
export interface IWanted {
  readonly revision: number;
  readonly contents: Recipe;
  readonly demand: readonly Ref[];
  readonly pins: readonly Ref[];
}

/** An open document in the compute worker: its wanted results, and what was sent to the page. */
export class WantedDocument {
  constructor(
    readonly id: number,
    private _store: ScanStore,
    private _scanUpdates: ReadonlyMap<Address, ScanUpdate>
  ) {}

  /** The latest. */
  request: IWanted = { revision: 0, contents: { scans: [], steps: [] }, demand: [], pins: [] };
  isHidden = false;
  /** Whether something changed since its last evaluation started. */
  isDirty = false;
  /** Whether the last request was already retried after running out of memory. */
  isRetried = false;
  /** Number of its last request: documents with later ones go first. */
  touched = 0;
  /** Missing scans that it needs. */
  needs: readonly Address[] = [];
  /** Available scans whose dependents wait for further scans. */
  held: readonly Address[] = [];
  sources: ReadonlyMap<Id, StoredSource> = new Map();

  update(request: DocumentRequest, touched: number): void {
    if (request.addresses) {
      this._place(request.addresses);
    }
    const { demand, pins, revision, isHidden, contents = this.request.contents } = request;
    this.request = { revision, contents, demand, pins };
    this.isHidden = isHidden;
    this.touched = touched;
    this.isRetried = false;
  }

  /** Follow a rename. */
  move(from: Address, to: Address): void {
    if (this.has(from)) {
      const moved = ({ id, address }: StoredSource) =>
        [id, address === from ? to : address] as const;
      this._place([...this.sources.values()].map(moved));
      const moves = new Map([[from, to]]);
      this.needs = afterMoves(this.needs, moves);
      this.held = afterMoves(this.held, moves);
    }
  }

  /** Whether it refers to that scan. */
  has(address: Address): boolean {
    return this.addresses.has(address);
  }

  /** A value drawn on the page. */
  valueOf(valueKey: string): Value | undefined {
    return this._values.get(valueKey);
  }

  /** A preview drawn on the page. */
  previewOf(valueKey: string): PreviewMap | undefined {
    return [...this._previews.values()].find(({ drawn }) => drawn.valueKey === valueKey);
  }

  /** Take up previews of wanted scans that are not available yet. @returns the new ones. */
  takePreviews(previews: Previews): (readonly [Id, DrawnPreview])[] {
    const fresh: (readonly [Id, DrawnPreview])[] = [];
    for (const [id, source] of this.sources) {
      const made = source.state === 'waiting' ? previews.get(source.address) : null;
      const arm = made?.drawn.channel.name;
      const isShown = this.request.demand.some(
        ref => ref.id === id && (ref.channel ?? arm) === arm
      );
      if (made && isShown && this._previews.get(id) !== made) {
        this._previews.set(id, made);
        fresh.push([id, made.drawn]);
      }
    }
    return fresh;
  }

  /**
   * Remove previews whose scans are available, or are no longer wanted.
   * @returns whether each scan differs.
   */
  endPreviews({ demand }: IWanted, { nodes }: Evaluation): (readonly [Id, boolean])[] {
    const over: (readonly [Id, boolean])[] = [];
    for (const [id, { map }] of this._previews) {
      const ref = demand.find(ref => ref.id === id);
      const item = ref && itemsOf(nodes, ref)[0];
      const value = item?.value;
      if (!ref || value || item?.error || this.sources.get(id)?.state !== 'waiting') {
        const isOther = !!value && !(value.kind === 'map' && isAsPreviewed(value.map, map));
        over.push([id, isOther]);
      }
    }
    over.forEach(([id]) => this._previews.delete(id));
    return over;
  }

  /** Remove the previews of a scan, or without an address all. @returns their ids. */
  dropPreviews(address?: Address): Id[] {
    const ids = [...this._previews.keys()].filter(
      id => address === undefined || this.sources.get(id)?.address === address
    );
    ids.forEach(id => this._previews.delete(id));
    return ids;
  }

  /** The scans it refers to, each once. */
  get addresses(): ReadonlySet<Address> {
    return this._addresses;
  }

  /** The page has dropped the values it drew. */
  forget(): void {
    this._values = new Map();
  }

  addressesOf(ids: Iterable<Id>): Address[] {
    return [...ids].flatMap(id => this.sources.get(id)?.address ?? []);
  }

  /** Missing scans of an evaluation that are to be read; those that failed are not. */
  lacks({ needs }: Evaluation): Address[] {
    return [...needs].flatMap(id => {
      const source = this.sources.get(id);
      return source && !source.error ? [source.address] : [];
    });
  }

  /** The report on the evaluation of a request, which may not be the latest. */
  report(wanted: IWanted, evaluation: Evaluation, isSettled: boolean): DocumentReport {
    const values = new Map<string, Value>();
    const items = wanted.demand.map(ref => {
      const found = itemsOf(evaluation.nodes, ref);
      for (const { valueKey, value } of found) {
        if (valueKey !== null && value && value.kind !== 'scan') {
          values.set(valueKey, value);
        }
      }
      return [refKey(ref), found.map(sentItem)] as const;
    });
    const fresh: [string, DrawnValue][] = [];
    for (const [key, value] of values) {
      const drawn = this._values.has(key) ? null : drawnValue(value);
      if (drawn) {
        fresh.push([key, drawn]);
      }
    }
    this._values = values;
    const outcomes = new Map([...evaluation.nodes].map(([id, node]) => [id, sentOutcome(node)]));
    return { ...this._changes(wanted, outcomes, isSettled), items, values: fresh };
  }

  /** The progress of an evaluation. Values and items stay as they were sent. */
  progress(wanted: IWanted, found: ReadonlyMap<Id, NodeResult | Progress>): DocumentReport {
    const outcomes = new Map(this._outcomes);
    for (const [id, item] of found) {
      outcomes.set(id, 'outcome' in item ? sentOutcome(item) : running(item, outcomes.get(id)));
    }
    return this._changes(wanted, outcomes, false);
  }

  /** The report if nothing could be evaluated: everything demanded failed. */
  failed(wanted: IWanted, error: Failure): DocumentReport {
    const outcome = emptyOutcome('failed', error);
    this._values = new Map();
    const outcomes = new Map(wanted.demand.map(({ id }) => [id, outcome]));
    const items = wanted.demand.map(ref => [refKey(ref), []] as const);
    return { ...this._changes(wanted, outcomes, true), items };
  }

  private _place(addresses: readonly (readonly [Id, Address])[]): void {
    this._addresses = new Set(addresses.map(([, address]) => address));
    this.sources = new Map(
      addresses.map(([id, address]) => [
        id,
        new StoredSource(id, address, this._store, this._scanUpdates)
      ])
    );
  }

  private _changes(
    { revision }: IWanted,
    outcomes: ReadonlyMap<Id, SentOutcome>,
    isSettled: boolean
  ): DocumentReport {
    const before = this._outcomes;
    this._outcomes = outcomes;
    return {
      document: this.id,
      revision,
      outcomes: [...outcomes].filter(([id, outcome]) => !isSameOutcome(before.get(id), outcome)),
      gone: [...before.keys()].filter(id => !outcomes.has(id)),
      items: null,
      values: [],
      isSettled
    };
  }

  private _addresses: ReadonlySet<Address> = new Set();
  private _outcomes: ReadonlyMap<Id, SentOutcome> = new Map();
  private _previews = new Map<Id, PreviewMap>();
  /** Values sent to the page, which has the same, by key. */
  private _values = new Map<string, Value>();
}

function sentOutcome({ outcome, inputs, items }: NodeResult): SentOutcome {
  return { ...outcome, inputs, outputs: outputsOf(items) };
}

/** Outputs of any of the items other than the main one. */
function outputsOf(items: readonly Item[]): readonly FurtherOutput[] {
  const outputs = items.flatMap(({ part }) => (part ? furtherOutputs(part) : []));
  return [...new Map(outputs.map(output => [output.name, output])).values()];
}

function running(progress: Progress, before = emptyOutcome('running', null)): SentOutcome {
  return { ...before, state: 'running', key: null, progress };
}

function sentItem(item: Item): SentItem {
  return { ...itemFacts(item), valueKey: item.value?.kind === 'scan' ? null : item.valueKey };
}

/**
 * An item as sent to the page, without its value. Scans and disabled steps have no part, only a
 * value.
 */
export function itemFacts({ key, state, part, error }: Item): Omit<SentItem, 'valueKey'> {
  const { numbers = {}, details, warnings = [] } = part ?? {};
  return {
    key,
    state,
    numbers,
    ...(details === undefined ? {} : { details }),
    warnings,
    error
  };
}
