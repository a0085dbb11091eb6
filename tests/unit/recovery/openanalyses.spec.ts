/** @jest-environment jsdom */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { readDocument, writeDocument } from '../../../src/analysis/document/index';
import type { AnalysisModel } from '../../../src/model';
import { openAnalyses } from '../../../src/recovery/reports/openanalyses';
import { unreadModel, withCut } from '../documents/lonescans';
import { documentOf } from '../model/support';

/** A page on which these are open. */
function page(open: readonly object[]): JupyterFrontEnd {
  return { shell: { widgets: () => open.values() } } as unknown as JupyterFrontEnd;
}

function tab(path: string, model: AnalysisModel | null, text = '') {
  const context = {
    path,
    contentsModel: { last_modified: 'then' },
    model: { toString: () => text }
  };
  return { hasClass: () => true, context, model };
}

describe('the documents that a report carries', () => {
  it('are those of the viewer, as a file of each holds them', () => {
    const [scan, analysis] = [unreadModel(), unreadModel()];
    scan.load(withCut(3));
    analysis.load(documentOf(['b.nxs']));
    const other = { hasClass: () => false };
    const open = [tab('a.nxs', scan), other, tab('c.xes.json', analysis), tab('d.nxs', null)];
    const found = openAnalyses(page(open));
    expect(found).toEqual([
      { path: 'a.nxs', kind: 'scan', base: null, text: writeDocument(withCut(3)) },
      {
        path: 'c.xes.json',
        kind: 'analysis',
        base: 'then',
        text: writeDocument(documentOf(['b.nxs']))
      }
    ]);
    expect(readDocument(found[0].text, { scan: 'a.nxs' })).toEqual(withCut(3));
    [scan, analysis].forEach(model => model.dispose());
  });

  it('are carried as their text where that can not be read', () => {
    const model = unreadModel();
    model.fail(new Error('no JSON'));
    expect(openAnalyses(page([tab('a.xes.json', model, '{ "type"')]))).toMatchObject([
      { text: '{ "type"' }
    ]);
    model.dispose();
  });

  it('are none where the page can not be asked: the report is worth more', () => {
    const broken = {
      hasClass: () => {
        throw new Error('gone');
      }
    };
    expect(openAnalyses(page([broken]))).toEqual([]);
  });
});
