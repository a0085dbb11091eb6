import { Signal, type ISignal } from '@lumino/signaling';
import type { Id } from '../analysis/document/index.js';

/** A parameter of a step. */
export interface IPick {
  readonly step: Id;
  readonly name: string;
}

/**
 * What can be picked on the plot, and what is picked next; shared by the plot and the form of a
 * step.
 */
export class Picks {
  /** Emitted after each change. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when the numbers of a parameter should be edited. */
  get edited(): ISignal<this, IPick> {
    return this._edited;
  }

  /** What the next drag on the plot sets; null if a drag zooms. */
  get armed(): IPick | null {
    return this._armed;
  }

  /** Names of a step's parameters that can be picked on the plot. */
  namesOf(step: Id): readonly string[] {
    return this._step === step ? this._names : [];
  }

  /** Whether a parameter can be picked on the plot. */
  has({ step, name }: IPick): boolean {
    return this.namesOf(step).includes(name);
  }

  /** Offer the parameters of a step that are energies along the plot, and no others. */
  offer(step: Id | null, names: readonly string[]): void {
    if (step === this._step && names.join() === this._names.join()) {
      return;
    }
    this._step = step;
    this._names = names;
    if (this._armed && !this.has(this._armed)) {
      this._armed = null;
    }
    if (this._wanted && this.has(this._wanted)) {
      this._armed = this._wanted;
      this._wanted = null;
    } else if (this._wanted?.step !== step) {
      this._wanted = null;
    }
    this._changed.emit();
  }

  /**
   * Pick a parameter with the next drag, as soon as its step is on the plot; dropped if another
   * step is.
   */
  arm(pick: IPick): void {
    if (this.has(pick)) {
      this._arm(pick);
    } else {
      this._wanted = pick;
    }
  }

  /** Pick a parameter with the next drag, or stop if it is already armed. */
  toggle(pick: IPick): void {
    const { step, name } = pick;
    const isArmed = this._armed?.step === step && this._armed.name === name;
    if (isArmed || this.has(pick)) {
      this._arm(isArmed ? null : pick);
    }
  }

  /** The drag was completed or abandoned. */
  disarm(): void {
    this._wanted = null;
    this._arm(null);
  }

  /** Whether a mark is being dragged: other panels may follow a little later. */
  get isHeld(): boolean {
    return this._isHeld;
  }

  set isHeld(isHeld: boolean) {
    if (isHeld !== this._isHeld) {
      this._isHeld = isHeld;
      this._changed.emit();
    }
  }

  /** Request editing of a parameter's numbers. */
  edit(pick: IPick): void {
    this._edited.emit(pick);
  }

  clear(): void {
    Signal.clearData(this);
  }

  private _arm(pick: IPick | null): void {
    if (pick !== this._armed) {
      this._armed = pick;
      this._changed.emit();
    }
  }

  private _step: Id | null = null;
  private _names: readonly string[] = [];
  private _armed: IPick | null = null;
  /** To be armed as soon as it can be picked. */
  private _wanted: IPick | null = null;
  private _isHeld = false;
  private _changed = new Signal<this, void>(this);
  private _edited = new Signal<this, IPick>(this);
}
