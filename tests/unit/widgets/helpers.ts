import { Guarded } from '../../../src/diagnostics/guarded';
import type { IContext, IDiagnostics, IModuleLog } from '../../../src/diagnostics/types';
import { AnalysisModel, type AnalysisModelOptions } from '../../../src/model';
import { XESViewer, type IViewerOptions } from '../../../src/widgets/viewer';
import { FakeCompute, type Opening } from '../model/fakecompute';
import { documentOf } from '../model/support';

export { rxesScan, xesScan } from './scans';

/** A module's log that stores nothing. */
const silentLog: IModuleLog = {
  debug() {},
  info() {},
  warning() {},
  error() {},
  critical() {}
};

/** Diagnostics that record reports. */
export class FakeDiagnostics extends Guarded implements IDiagnostics {
  readonly reports: { error: unknown; context: IContext }[] = [];
  readonly session = '00000000';
  readonly isDisposed = false;
  log(): void {}
  module = () => silentLog;
  dispose(): void {}

  report(error: unknown, context: IContext): Promise<void> {
    this.reports.push({ error, context });
    return Promise.resolve();
  }
}

/** A viewer on a model with the given scans by path. */
export function viewerOf(
  scans: Record<string, Opening>,
  options: Partial<IViewerOptions> & Pick<AnalysisModelOptions, 'cutSteps'> = {}
) {
  const compute = new FakeCompute(path => scans[path]);
  const { cutSteps, ...others } = options;
  const model = new AnalysisModel({ compute, cutSteps });
  const diagnostics = new FakeDiagnostics();
  const viewer = new XESViewer({ model, diagnostics, path: () => 'a.xes.json', ...others });
  const load = (paths = Object.keys(scans)) => model.load(documentOf(paths));
  return { viewer, model, compute, diagnostics, load };
}
