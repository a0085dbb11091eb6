import type { Id, Ref } from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { Catalog } from '../catalog.js';
import type { IPicking } from '../form/picking.js';
import { Comparison } from './comparison.js';
import { inspectComparison, inspectSame, inspectSpectra } from './inspectedset.js';
import { SameSteps } from './samesteps.js';
import type { SetActions } from './setactions.js';
import { SpectraTools } from './spectratools.js';

interface ISetPanelProps {
  model: AnalysisModel;
  /** The rows that are inspected. */
  refs: readonly Ref[];
  /** Null until it is loaded. */
  catalog: Catalog | null;
  actions: SetActions;
  /** Begins the ids of the form's fields. */
  prefix: string;
  /** Editing of a field ended. */
  commit(): void;
  /** What of a step's parameters is picked on the plot; null where nothing is. */
  pickingOf(step: Id): IPicking | null;
}

/** What can be done to the rows that are inspected as a set, a set of one included. */
export function SetPanel(props: ISetPanelProps) {
  const { model, refs, catalog, actions, prefix, commit, pickingOf } = props;
  const comparison = inspectComparison(model, catalog, refs);
  const same = inspectSame(model, refs);
  return (
    <>
      {comparison ? <Comparison comparison={comparison} actions={actions} /> : null}
      {same && catalog ? (
        <SameSteps
          {...same}
          {...{ catalog, prefix, actions }}
          onCommit={commit}
          picking={pickingOf(same.shown.id)}
        />
      ) : null}
      <SpectraTools {...inspectSpectra(model, catalog, refs)} actions={actions} />
    </>
  );
}
