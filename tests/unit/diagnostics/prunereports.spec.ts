import type { Contents } from '@jupyterlab/services';
import { pruneReports } from '../../../src/diagnostics/sinks/prunereports';

const noon = '2026-01-01T12:00:00.000Z';

function folderOf(names: string[], folders: string[] = [], edited: string[] = []) {
  const deleted: string[] = [];
  const content = [
    ...names.map(name => ({ name, type: 'file', last_modified: noon })),
    ...edited.map(name => ({ name, type: 'file', last_modified: '2026-01-01T13:00:00.000Z' })),
    ...folders.map(name => ({ name, type: 'directory' }))
  ];
  const contents = {
    get: () => Promise.resolve({ content }),
    delete: (path: string) => Promise.resolve(deleted.push(path))
  };
  return { contents: contents as unknown as Contents.IManager, deleted };
}

const report = (day: number, ending = 'json') =>
  `crash-202601${String(day).padStart(2, '0')}T120000Z-0000000${day}.${ending}`;

describe('pruneReports', () => {
  it('deletes the oldest reports with their twins, whatever their order', async () => {
    const names = [3, 1, 4, 2].flatMap(day => [report(day), report(day, 'md')]);
    const { contents, deleted } = folderOf(names);
    await pruneReports(contents, 'runs/xes-diagnostics', report(4), 2);
    expect(deleted.sort()).toEqual(
      [1, 2].flatMap(day => [report(day), report(day, 'md')]).map(n => `runs/xes-diagnostics/${n}`)
    );
  });

  it('deletes the analyses of a report with it, but none that was saved since', async () => {
    const names = [report(1), report(2), report(1, 'xes.json'), report(3, 'xes.json')];
    const second = report(1, 'xes.json').replace('.xes', '-2.xes');
    const third = report(1, 'xes.json').replace('.xes', '-3.xes');
    const { contents, deleted } = folderOf([...names, second], [], [third]);
    await pruneReports(contents, 'x', report(2), 1);
    expect(deleted.sort()).toEqual(
      [report(1), report(1, 'xes.json'), second].map(n => `x/${n}`).sort()
    );
  });

  it('counts requested reports with the crashes', async () => {
    const requestedReport = (day: number) => report(day).replace('crash', 'report');
    const names = [
      report(1),
      requestedReport(2),
      requestedReport(2).replace('json', 'md'),
      report(3),
      requestedReport(4)
    ];
    const { contents, deleted } = folderOf(names);
    await pruneReports(contents, 'x', requestedReport(4), 2);
    expect(deleted.sort()).toEqual(names.slice(0, 3).map(n => `x/${n}`));
  });

  it('preserves a user’s notes in a twin', async () => {
    const names = [report(1), report(2), report(3), report(2, 'md')];
    const { contents, deleted } = folderOf(names, [], [report(1, 'md')]);
    await pruneReports(contents, 'x', report(3), 1);
    expect(deleted.sort()).toEqual([report(1), report(2), report(2, 'md')].map(n => `x/${n}`));
  });

  it('touches nothing that is not a report', async () => {
    const others = ['crash-notes.json', 'xes.log', 'scan.nxs', 'crash-20260101T120000Z-1.json'];
    const { contents, deleted } = folderOf([...others, report(5), report(6)], [report(1)]);
    await pruneReports(contents, 'x', report(6), 1);
    expect(deleted).toEqual([`x/${report(5)}`]);
  });

  it('keeps the one just written, however old its crash', async () => {
    const { contents, deleted } = folderOf([report(1), report(2), report(3)]);
    await pruneReports(contents, 'x', report(1), 1);
    expect(deleted).toEqual([`x/${report(2)}`]);
  });

  it('deletes nothing if there are not too many', async () => {
    const { contents, deleted } = folderOf([report(1), report(2)]);
    await pruneReports(contents, 'x', report(2), 2);
    await pruneReports(contents, 'x', report(2));
    expect(deleted).toEqual([]);
  });
});
