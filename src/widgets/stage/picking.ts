import type { IDisposable } from '@lumino/disposable';
import type { Id, Ref, StepEntry } from '../../analysis/document/index.js';
import type { State } from '../../analysis/evaluate/outcome.js';
import type { Step } from '../../analysis/steps/step.js';
import type { AnalysisModel } from '../../model/index.js';
import { channelShown } from '../../model/shownchannel.js';
import type { Drawable, ICurve, Span } from '../../plots/index.js';
import { changedTogether, withEqualParameter } from '../alike.js';
import { loadCatalog, type Catalog } from '../inspector/catalog.js';
import { words } from '../inspector/form/schema.js';
import type { Guard } from '../part.js';
import type { Picks } from '../picks.js';
import { inputsBeside, pickedAxis } from './besideinputs.js';
import { joinedBeside } from './joinedview.js';
import type { IShownMarks } from './shownmarks.js';
import type { IMarkEvents } from './spectraplot.js';
import {
  drawableOf,
  modelMarks,
  pickableNames,
  draggedParameter,
  stepMarks,
  withoutSpan,
  withSpan,
  type IMarkTarget,
  type IStepMark
} from './stepmarks.js';

export interface IPickingOptions {
  model: AnalysisModel;
  picks: Picks;
  guard: Guard;
  /** Called when what is shown has changed, other than by the model. */
  onChange: () => void;
}

/** The energies of the active step on the plot: shown as marks, and edited by them. */
export class Picking implements IDisposable, IMarkEvents {
  constructor(options: IPickingOptions) {
    this._options = options;
    options.picks.changed.connect(this._onPicks, this);
  }

  get isDisposed(): boolean {
    return this._options === null;
  }

  dispose(): void {
    this._options?.picks.changed.disconnect(this._onPicks, this);
    this._options = null;
    this._marks = [];
  }

  /** Whether energies of the active row were picked since it became active. */
  get isHeld(): boolean {
    return this._touched !== null && this._touched === this._options?.model.activeRef?.id;
  }

  /**
   * Request the curves on which the energies of the active step are picked; before the curves to
   * draw are collected.
   */
  prepare(): void {
    const { model } = this._options ?? {};
    const entry = model?.activeStep;
    if (entry?.id !== this._touched) {
      this._touched = null;
    }
    if (!entry) {
      this._tried = null;
    }
    const step = entry && this._stepOf(entry);
    const isFailed = this._followFailure(entry?.id ?? null) && !this.isHeld;
    const beside =
      entry && step
        ? [
            ...inputsBeside(model.document, entry, step, isFailed, this._mapsOf(model)),
            ...joinedBeside(entry.id, model.outcome(entry.id))
          ]
        : [];
    model?.drawBeside(beside);
  }

  /** Which results are maps; null for one that is not known yet. */
  private _mapsOf({ scans, document }: AnalysisModel): (ref: Ref) => boolean | null {
    const facts = new Map(scans.map(scan => [scan.id, scan.facts]));
    const steps = new Map(document.steps.map(entry => [entry.id, entry]));
    return ({ id, channel }) => {
      const step = steps.get(id);
      const gives = step && this._stepOf(step)?.gives;
      const kind = channelShown(facts.get(id) ?? null, channel)?.kind;
      return gives === 'scan' || (!step && kind === undefined)
        ? null
        : gives === 'map' || kind === 'RXES';
    };
  }

  /** Whether the last run of a step had no result: while it is running again, nothing changes. */
  private _followFailure(id: Id | null): boolean {
    const outcome = id === null ? null : this._options?.model.outcome(id);
    const isSettled = isDone(outcome?.state);
    if (isSettled || id !== this._failed) {
      const items = [...(outcome?.items.values() ?? [])];
      const isFailed = outcome?.state === 'failed' || (items.length > 0 && items.every(isWithout));
      this._failed = isFailed ? id : null;
    }
    return this._failed !== null;
  }

  /** The marks over the plot. */
  show(curves: readonly Pick<ICurve, 'key' | 'data' | 'isActive'>[]): IShownMarks {
    const { model, picks } = this._options ?? {};
    const entry = model?.activeStep;
    const step = entry && this._stepOf(entry);
    const axis = model && entry ? pickedAxis(model.document, entry, curves) : null;
    const names = step && axis ? pickableNames(step, axis) : [];
    picks?.offer(entry?.id ?? null, names);
    if (!entry || !step) {
      this._marks = [];
      return noMarks;
    }
    const found = (name: string) => this._found(entry.id, name);
    this._marks = [
      ...stepMarks(step, names, entry.parameters),
      ...(axis ? modelMarks(step, entry.parameters, found) : [])
      // a mark being dragged is released if another step becomes active, even if it has a parameter
      // of the same name
    ].map(mark => ({ ...mark, key: `${entry.id} ${mark.key}` }));
    this._quick = draggedParameter(step, names);
    const armed = picks?.armed;
    return {
      marks: this._marks,
      quick: this._quick === null ? null : 'range',
      armed: armed ? drawableOf(step.parameters[armed.name]) : null,
      hint: armed ? hintOf(armed.name, drawableOf(step.parameters[armed.name])) : ''
    };
  }

  onChange(key: string, span: Span): void {
    const mark = this._marks.find(entry => entry.key === key);
    if (mark) {
      this._set(mark, span);
    }
  }

  onDraw(span: Span): void {
    const name = this._options?.picks.armed?.name ?? this._quick;
    const step = this._options?.model.activeStep?.id;
    if (name !== null && step !== undefined) {
      // drawing adds a value to a list, the same value until released
      this._drawn ??= { step, name, index: this._countOf(name) };
      if (this._drawn.step === step) {
        this._set(this._drawn, span);
      }
    }
  }

  onRemove(key: string): void {
    const mark = this._marks.find(entry => entry.key === key);
    this._edit((model, entry, step) => {
      if (mark) {
        const { name } = mark;
        const value = withoutSpan(step.parameters[name], entry.parameters[name], mark);
        setTogether(model, entry, this._peersOf(model, entry, mark), { [name]: value });
        this._peers = null;
      }
    });
  }

  onEdit(key: string): void {
    const mark = this._marks.find(entry => entry.key === key);
    const { model, picks } = this._options ?? {};
    if (mark && mark.member === undefined && model?.activeStep) {
      picks?.edit({ step: model.activeStep.id, name: mark.name });
    }
  }

  onRest(): void {
    this._options?.model.endMerge();
    this._end();
  }

  onCancel(): void {
    this._options?.model.abandon(this._merge);
    this._end();
  }

  onDisarm(): void {
    this._options?.picks.disarm();
  }

  /** The fitted value of a parameter; undefined unless there is exactly one result. */
  private _found(id: Id, name: string): number | undefined {
    const items = this._options?.model.items({ id }) ?? [];
    return items.length === 1 ? items[0].numbers[name]?.value : undefined;
  }

  /**
   * The steps that change with the active one: those that were equal when the gesture began. During
   * the gesture the list may happen to equal that of another step, which must not change.
   */
  private _peersOf(
    model: AnalysisModel,
    entry: StepEntry,
    { name, member }: IMarkTarget
  ): readonly Id[] {
    if (this._peers?.step !== entry.id || this._peers.name !== name) {
      const isOfMany = member !== undefined || this._stepOf(entry)?.parameters[name].isList;
      const ids = isOfMany
        ? withEqualParameter(model, entry, name)
        : changedTogether(model, entry.id);
      this._peers = { step: entry.id, name, ids };
    }
    return this._peers.ids;
  }

  private _end(): void {
    this._gesture++;
    this._drawn = null;
    this._peers = null;
    if (this._options) {
      this._options.picks.isHeld = false;
      this._options.onChange();
    }
  }

  /** Edits with the same key are one undo entry: those of a gesture. */
  private get _merge(): string {
    return `pick ${this._gesture}`;
  }

  private _set(target: IMarkTarget, span: Span): void {
    this._edit((model, entry, step, picks) => {
      const { name } = target;
      const value = withSpan(step.parameters[name], entry.parameters[name], target, span);
      if (value !== undefined) {
        this._touched = entry.id;
        picks.isHeld = true;
        const ids = this._peersOf(model, entry, target);
        setTogether(model, entry, ids, { [name]: value }, this._merge);
      }
    });
  }

  private _edit(
    work: (model: AnalysisModel, entry: StepEntry, step: Step, picks: Picks) => void
  ): void {
    const { model, picks } = this._options ?? {};
    const entry = model?.activeStep;
    const step = entry && this._stepOf(entry);
    if (model && picks && entry && step) {
      work(model, entry, step, picks);
    }
  }

  /** Number of values of a parameter; null if it is not a list. */
  private _countOf(name: string): number | null {
    const entry = this._options?.model.activeStep;
    const isList = entry && this._stepOf(entry)?.parameters[name].isList;
    return isList ? this._marks.filter(mark => mark.name === name).length : null;
  }

  /** Description of a step; null until it is loaded. */
  private _stepOf({ step }: StepEntry): Step | null {
    const active = this._options?.model.activeStep?.id ?? null;
    if (!this._catalog && !this._isLoading && active !== this._tried) {
      this._isLoading = true;
      this._tried = active;
      this._options?.guard('Loading the steps', async () => {
        try {
          this._catalog = await loadCatalog();
          this._options?.onChange();
        } finally {
          this._isLoading = false; // the next active step tries again
        }
      });
    }
    return this._catalog?.get(step) ?? null;
  }

  private _onPicks(): void {
    this._options?.onChange();
  }

  private _options: IPickingOptions | null;
  private _catalog: Catalog | null = null;
  private _isLoading = false;
  /** The active step when loading was last tried. */
  private _tried: Id | null = null;
  private _marks: readonly IStepMark[] = [];
  /** The parameter that a drag with Alt adds to. */
  private _quick: string | null = null;
  /** What is being drawn. */
  private _drawn: (IMarkTarget & { readonly step: Id }) | null = null;
  /** The steps that the gesture changes, and for which parameter of which step. */
  private _peers: {
    readonly step: Id;
    readonly name: string;
    readonly ids: readonly Id[];
  } | null = null;
  /** The step whose energies were last picked. */
  private _touched: Id | null = null;
  /** The active step, if its last run had no result. */
  private _failed: Id | null = null;
  private _gesture = 0;
}

/** Change parameters of a step, and of others of its kind that are still selected with it. */
function setTogether(
  model: AnalysisModel,
  { id }: StepEntry,
  peers: readonly Id[],
  parameters: Readonly<Record<string, unknown>>,
  merge?: string
): void {
  const selected = changedTogether(model, id);
  if (selected.length > 1) {
    const ids = selected.filter(key => peers.includes(key));
    model.setSteps(ids, parameters, merge); // preserves the selection
  } else {
    model.setStep(id, parameters, merge);
  }
}

/** Whether a step has finished, with whatever result. */
function isDone(state: State | undefined): boolean {
  return state === 'done' || state === 'partly' || state === 'failed';
}

function isWithout({ error }: { error?: unknown }): boolean {
  return !!error;
}

const noMarks: IShownMarks = { marks: [], quick: null, armed: null, hint: '' };

function hintOf(name: string, drawable: Drawable): string {
  const way = drawable === 'energy' ? 'Click on' : 'Drag over';
  return `${way} the plot: ${words(name).toLowerCase()} (Esc: cancel)`;
}
