import { asSource, isSameRef, type Id, type Ref } from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { Guard } from '../../part.js';
import type { Picks } from '../../picks.js';
import { fromOf } from '../from.js';

/** What is done to several spectra at once; each is one undo entry. */
export class SetActions {
  /** @param _model null once there is none. @param _picks what is picked on the plot; null where there is none. */
  constructor(
    private _model: () => AnalysisModel | null,
    private _guard: Guard,
    private _picks: Picks | null
  ) {}

  /** Take one spectrum off each of the others. */
  subtract(refs: readonly Ref[], reference: Ref): void {
    this._do('Making differences', model => {
      const others = refs.filter(ref => !isSameRef(ref, reference));
      model.addSteps(
        others.length > 1 ? 'Add differences' : 'Add difference',
        others.map(ref => ({ step: 'difference', from: [asSource(ref), asSource(reference)] }))
      );
    });
  }

  /** Divide spectra by their areas; the next drag on the plot says over which range, of all of them. */
  normalise(refs: readonly Ref[]): void {
    this._do('Normalising', model => {
      const from = fromOf(model.document, refs);
      const step = { step: 'normalise', from, parameters: { by: 'area' } };
      const [id] = model.addSteps('Normalise to area', [step]);
      this._picks?.arm({ step: id, name: 'range' });
    });
  }

  /** Let steps compare with another spectrum. */
  setReference(ids: readonly Id[], reference: Ref): void {
    this._do('Changing the reference', model => model.setReference(ids, reference));
  }

  /**
   * Change parameters of several steps; changes of the same ones are one undo entry until `commit`.
   * @returns whether they were taken: where they were refused, the document is as it was.
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
