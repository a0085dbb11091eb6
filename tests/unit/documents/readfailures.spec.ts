/** @jest-environment jsdom */
import { AnalysisModel } from '../../../src/model';
import type { IContext, IDiagnostics } from '../../../src/diagnostics/types';
import { ReadFailures } from '../../../src/documents/readfailures';
import { XESError } from '../../../src/base/errors';
import { FakeCompute } from '../model/fakecompute';
import { documentOf, rest } from '../model/support';

const where = { doing: 'Reading the scan', path: 'a.xes.json', module: 'io' };

/** A model whose one scan cannot be read, and the reports of its document. */
async function failing(error: Error) {
  const reported: [string, unknown, IContext?][] = [];
  const diagnostics = {
    log: (level: string, message: string, context?: IContext) =>
      reported.push([level, message, context]),
    report: (reason: unknown, context: IContext) => reported.push(['report', reason, context])
  } as unknown as IDiagnostics;
  const model = new AnalysisModel({ compute: new FakeCompute(() => error) });
  const failures = new ReadFailures(model, diagnostics, () => 'a.xes.json');
  model.load(documentOf(['run/a.nxs']));
  await rest(model);
  model.setView({ scale: 'log' }); // a change of anything else repeats no report
  await rest(model);
  return { reported, model, failures };
}

describe('ReadFailures', () => {
  it.each(['file/empty', 'file/not-hdf5', 'scan/no-energy', 'filter/missing'] as const)(
    'treats %s as a state: a line in the log of the document, and no report',
    async code => {
      const { reported, model, failures } = await failing(
        new XESError(code, 'Choose another file.')
      );
      const line = `run/a.nxs: Choose another file. [${code}]`;
      expect(reported).toEqual([['warning', line, where]]);
      failures.dispose();
      model.dispose();
    }
  );

  it.each([
    new XESError('worker/crashed', 'The reader stopped.'),
    new XESError('internal/error', 'x of undefined')
  ])('reports %s', async error => {
    const { reported, model, failures } = await failing(error);
    expect(reported).toEqual([['report', error, where]]);
    model.reload('s1');
    await rest(model);
    expect(reported).toHaveLength(1);
    failures.dispose();
    model.dispose();
  });

  it('is silent after its end', async () => {
    const { reported, model, failures } = await failing(new XESError('file/empty', 'Empty.'));
    failures.dispose();
    model.load(documentOf(['b.nxs']));
    await rest(model);
    expect(reported).toHaveLength(1);
    model.dispose();
  });
});
