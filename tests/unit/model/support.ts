import {
  addScans,
  emptyDocument,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { AnalysisModel, type AnalysisModelOptions, type ModelChange } from '../../../src/model';
import { settle } from '../plots/fakeplotly';
import { rxesScan, xesScan } from '../widgets/scans';
import { FakeCompute, type Opening } from './fakecompute';

/** A document of scans at these paths; their ids are `s1`, `s2`, … */
export function documentOf(paths: readonly string[]): AnalysisDocument {
  return addScans(emptyDocument(), paths).document;
}

/** A map, and where its path begins with `x` a spectrum. */
export const byName = (path: string): Opening => (path.startsWith('x') ? xesScan() : rxesScan());

/** A model that has read what it shows. */
export async function modelOf(
  paths: readonly string[],
  openings: (path: string) => Opening = byName,
  options: Partial<AnalysisModelOptions> = {}
) {
  const compute = new FakeCompute(openings);
  const model = new AnalysisModel({ compute, ...options });
  const changes: ModelChange[] = [];
  model.load(documentOf(paths));
  await rest(model);
  model.changed.connect((_, change) => changes.push(change));
  return { model, compute, changes };
}

/** Wait until everything demanded is there. */
export async function rest(model: AnalysisModel): Promise<void> {
  await model.settled;
  await settle();
}
