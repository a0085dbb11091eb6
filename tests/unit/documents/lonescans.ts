import {
  addCut,
  loneScanDocument,
  addFirstCuts,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { AnalysisModel } from '../../../src/model';
import { FakeCompute } from '../model/fakecompute';

/** A lone scan with one cut. */
export function withCut(at: number, path = 'a.nxs'): AnalysisDocument {
  return addCut(withoutCuts(path), { type: 'CIE', at, width: 1 }).document;
}

/** A lone scan from which a person has taken all cuts away. */
export function withoutCuts(path = 'a.nxs'): AnalysisDocument {
  return addFirstCuts(loneScanDocument(path), []).document;
}

/** A model whose scans are never read. */
export function unreadModel(): AnalysisModel {
  return new AnalysisModel({ compute: new FakeCompute(() => new Promise(() => undefined)) });
}
