import {
  asSource,
  isSameRef,
  type Id,
  type NewStep,
  type Ref
} from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { Guard } from '../../part.js';
import type { Picks } from '../../picks.js';
import { loadCatalog } from '../catalog.js';
import { firstValues } from '../firstvalues.js';
import { fromOf } from '../from.js';
import { startNow, startOf } from '../start.js';
import type { IFoundShift } from './foundshifts.js';

/** Actions on several spectra; each is one undo entry. */
export class SetActions {
  /** @param _model null once disposed. @param _picks picking on the plot; null if unavailable. */
  constructor(
    private _model: () => AnalysisModel | null,
    private _guard: Guard,
    private _picks: Picks | null
  ) {}

  /**
   * Subtract a spectrum from each of the others; a number next to each result gives their distance.
   */
  subtract(refs: readonly Ref[], reference: Ref): void {
    this._do('Making differences', model => {
      const others = refs.filter(ref => !isSameRef(ref, reference));
      model.addSteps(
        others.length > 1 ? 'Add differences' : 'Add difference',
        others.map(ref => ({
          step: 'difference',
          from: [asSource(ref), asSource(reference)],
          parameters: { iad: true }
        }))
      );
    });
  }

  /** Divide spectra by their areas; the next drag on the plot sets the range for all of them. */
  normalise(refs: readonly Ref[]): void {
    this._do('Normalising', model => {
      const from = fromOf(model.document, refs);
      const step = { step: 'normalise', from, parameters: { by: 'area' } };
      const [id] = model.addSteps('Normalise to area', [step]);
      this._picks?.arm({ step: id, name: 'range' });
    });
  }

  /** Find how far spectra are shifted from a reference: nothing is moved yet. */
  align(refs: readonly Ref[], reference: Ref): void {
    this._do('Aligning', model => {
      const others = refs.filter(ref => !isSameRef(ref, reference));
      const from = [reference, ...others].map(asSource);
      model.addStep({ step: 'alignment', from, parameters: {} });
    });
  }

  /**
   * Move spectra by the shifts that an alignment found; each can be switched off or edited on its
   * own.
   */
  shift(shifts: readonly IFoundShift[], reference: Ref): void {
    this._do('Shifting', model => {
      const steps = shifts.map(({ ref, ...shift }) => ({
        step: 'shift',
        from: [asSource(ref)],
        parameters: parametersOf(ref, shift, shifts)
      }));
      model.addSteps(steps.length > 1 ? 'Shift spectra' : 'Shift spectrum', steps, [reference]);
    });
  }

  /**
   * Calibrate spectra together: one step, whose lines are found on one of them. Nothing is moved
   * until the lines are assigned.
   */
  calibrate(refs: readonly Ref[], reference: Ref): void {
    this._do('Calibrating', async model => {
      const step = (await loadCatalog()).get('calibrate');
      if (!step || model.isDisposed) {
        return;
      }
      const start = startNow(model, step, [reference]) ?? (await startOf(model, [reference]));
      if (!model.isDisposed) {
        const from = fromOf(model.document, refs);
        const parameters = firstValues(step, start);
        model.addSteps('Calibrate', [{ step: step.name, from, parameters }]);
      }
    });
  }

  /** Switch steps off or on. */
  setOff(ids: readonly Id[], isOff: boolean): void {
    this._do('Switching steps', model => model.setAllOff(ids, isOff));
  }

  /** Let steps compare with another spectrum. */
  setReference(ids: readonly Id[], reference: Ref): void {
    this._do('Changing the reference', model => model.setReference(ids, reference));
  }

  /**
   * Change parameters of several steps; successive changes of the same parameters are one undo
   * entry until `commit`.
   * @returns whether they were accepted: if refused, the document is unchanged.
   */
  setParameters(ids: readonly Id[], parameters: Readonly<Record<string, unknown>>): boolean {
    const merge = ['forms', ...ids, ...Object.keys(parameters)].join(' ');
    let isTaken = false;
    this._do('Changing steps', model => {
      model.setSteps(ids, parameters, merge);
      isTaken = true;
    });
    return isTaken;
  }

  private _do(doing: string, work: (model: AnalysisModel) => unknown): void {
    const model = this._model();
    if (model) {
      this._guard(doing, () => work(model));
    }
  }
}

/**
 * Parameters of a shift that was found. Where another came to the same numbers each has a name: they were measured one by
 * one, and equal numbers alone would be taken for one measurement.
 */
function parametersOf(
  { id, channel, output, only = [] }: Ref,
  { by, sigma }: Omit<IFoundShift, 'ref'>,
  all: readonly IFoundShift[]
): NewStep['parameters'] {
  if (sigma === null) {
    return { by };
  }
  const alike = all.filter(one => one.by === by && one.sigma === sigma);
  const of = [id, channel, output, ...only].filter(Boolean).join(' ');
  return { by, sigma, ...(alike.length > 1 ? { measurement: `alignment of ${of}` } : {}) };
}
