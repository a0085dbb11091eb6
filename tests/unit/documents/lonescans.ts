import {
  addCut,
  loneScanDocument,
  addFirstCuts,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { AnalysisModel } from '../../../src/model';
import { FakeCompute } from '../model/fakecompute';

/** A single scan with one cut. */
export function withCut(at: number, path = 'a.nxs'): AnalysisDocument {
  return addCut(withoutCuts(path), { type: 'CIE', at, width: 1 }).document;
}

/** A single scan from which the user has removed all cuts. */
export function withoutCuts(path = 'a.nxs'): AnalysisDocument {
  return addFirstCuts(loneScanDocument(path), []).document;
}

/** A model whose scans are never read. */
export function unreadModel(): AnalysisModel {
  return new AnalysisModel({ compute: new FakeCompute(() => new Promise(() => undefined)) });
}
