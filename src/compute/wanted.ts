import { drawnValue } from './drawn.js';
import type { Contents, Evaluation, Failure, Id, Item, Outcome, Ref, Value } from './engine.js';
import { isSameOutcome } from './outcomes.js';
import type { Address, DocumentReport, DocumentRequest, ScanNews, SentItem } from './protocol.js';
import { StoredSource } from './sources.js';
import type { ScanStore } from './store.js';
import { refKey, type DrawnValue } from './types.js';

/** What a document wants evaluated. */
export interface IWanted {
  readonly revision: number;
  readonly contents: Contents;
  readonly demand: readonly Ref[];
  readonly pins: readonly Ref[];
}

/** An open document in the compute worker: what it wants, and what the page was sent of it. */
export class WantedDocument {
  constructor(
    readonly id: number,
    private _store: ScanStore,
    private _news: ReadonlyMap<Address, ScanNews>
  ) {}

  /** The latest. */
  request: IWanted = { revision: 0, contents: { scans: [], steps: [] }, demand: [], pins: [] };
  isHidden = false;
  /** Whether something changed since its last evaluation began. */
  isDirty = false;
  /** Whether it was evaluated once more because memory was short. */
  isRetried = false;
  /** Number of the order that touched it last: later ones go first. */
  touched = 0;
  /** Scans that it needs and that are not here. */
  needs: readonly Address[] = [];
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
    }
  }

  /** Whether it names that scan. */
  has(address: Address): boolean {
    return this.addresses.has(address);
  }

  /** A value that the page draws. */
  valueOf(valueKey: string): Value | undefined {
    return this._values.get(valueKey);
  }

  /** The scans it names, each once. */
  get addresses(): ReadonlySet<Address> {
    return this._addresses;
  }

  /** The page gave up the values it drew. */
  forget(): void {
    this._values = new Map();
  }

  /** Scans an evaluation lacks that are to be read; those that failed are not. */
  lacks({ needs }: Evaluation): Address[] {
    return [...needs].flatMap(id => {
      const source = this.sources.get(id);
      return source && !source.error ? [source.address] : [];
    });
  }

  /** What the page must be told of the evaluation of a request, which need not be the latest. */
  report(wanted: IWanted, evaluation: Evaluation, isSettled: boolean): DocumentReport {
    const values = new Map<string, Value>();
    const items = wanted.demand.map(ref => {
      const found = evaluation.items(ref);
      found.forEach(({ valueKey, value }) => values.set(valueKey, value));
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
    return { ...this._changes(wanted, evaluation.outcomes, isSettled), items, values: fresh };
  }

  /** Outcomes found so far, while an evaluation goes on. Values and items stay as they were sent. */
  progress(wanted: IWanted, found: ReadonlyMap<Id, Outcome>): DocumentReport {
    return this._changes(wanted, new Map([...this._outcomes, ...found]), false);
  }

  /** Where nothing could be evaluated: all that is demanded failed. */
  failed(wanted: IWanted, error: Failure): DocumentReport {
    const outcome: Outcome = {
      state: 'failed',
      key: null,
      shownKey: null,
      error,
      items: new Map()
    };
    this._values = new Map();
    const outcomes = new Map(wanted.demand.map(({ id }) => [id, outcome]));
    const items = wanted.demand.map(ref => [refKey(ref), []] as const);
    return { ...this._changes(wanted, outcomes, true), items };
  }

  private _place(addresses: readonly (readonly [Id, Address])[]): void {
    this._addresses = new Set(addresses.map(([, address]) => address));
    this.sources = new Map(
      addresses.map(([id, address]) => [id, new StoredSource(id, address, this._store, this._news)])
    );
  }

  private _changes(
    { revision }: IWanted,
    outcomes: ReadonlyMap<Id, Outcome>,
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
  private _outcomes: ReadonlyMap<Id, Outcome> = new Map();
  /** What was sent, by key: the page holds the same. */
  private _values = new Map<string, Value>();
}

function sentItem({ key, valueKey, value, part }: Item): SentItem {
  const { numbers, details, warnings, error } = part;
  return {
    key,
    valueKey: value.kind === 'scan' ? null : valueKey,
    numbers,
    ...(details === undefined ? {} : { details }),
    warnings,
    error
  };
}
