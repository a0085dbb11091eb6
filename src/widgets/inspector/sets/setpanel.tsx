import type { Id, Ref } from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { InspectorActions } from '../actions.js';
import type { Catalog } from '../catalog.js';
import type { IPicking } from '../form/picking.js';
import { itemsOf, type IInspectedItem } from '../inspecteditems.js';
import { Numbers } from '../numbers.js';
import { Comparison } from './comparison.js';
import { foundShifts } from './foundshifts.js';
import { inspectComparison, inspectSame, inspectSpectra } from './inspectedset.js';
import { SameSteps } from './samesteps.js';
import type { SetActions } from './setactions.js';
import { ShiftTools } from './shifttools.js';
import { SpectraTools } from './spectratools.js';

interface ISetPanelProps {
  model: AnalysisModel;
  /** The inspected rows. */
  refs: readonly Ref[];
  /** Null until it is loaded. */
  catalog: Catalog | null;
  actions: SetActions;
  /** Prefix of the ids of the form's fields. */
  prefix: string;
  single: InspectorActions;
  /** Picking of a step's parameters on the plot; null if unavailable. */
  pickingOf(step: Id): IPicking | null;
}

/** Actions on the inspected rows as a set, which may have a single member. */
export function SetPanel(props: ISetPanelProps) {
  const { model, refs, catalog, actions, single, prefix, pickingOf } = props;
  const comparison = inspectComparison(model, catalog, refs);
  const same = inspectSame(model, refs);
  const found = refs.length === 1 ? foundShifts(model, refs[0].id) : null;
  return (
    <>
      {comparison ? <Comparison comparison={comparison} actions={actions} /> : null}
      {found ? <ShiftTools found={found} actions={actions} /> : null}
      {same && catalog ? (
        <SameSteps
          {...same}
          {...{ catalog, prefix, actions }}
          onCommit={single.commit}
          picking={pickingOf(same.shown.id)}
          drawn={model.lines}
        />
      ) : null}
      {refs.length > 1 ? <Numbers items={numbered(model, refs)} actions={single} /> : null}
      <SpectraTools {...inspectSpectra(model, catalog, refs)} actions={actions} />
    </>
  );
}

/** With more rows, numbers are not shown next to each other. */
const mostRows = 200;

function numbered(model: AnalysisModel, refs: readonly Ref[]): readonly IInspectedItem[] {
  return refs.slice(0, mostRows).flatMap(ref => itemsOf(model, ref));
}
