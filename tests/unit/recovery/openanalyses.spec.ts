/** @jest-environment jsdom */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { readDocument, writeDocument } from '../../../src/analysis/document/index';
import type { AnalysisModel } from '../../../src/model';
import { openAnalyses } from '../../../src/recovery/reports/openanalyses';
import { unreadModel, withCut } from '../documents/lonescans';
import { documentOf } from '../model/support';

/** A page with these documents open. */
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

describe('the documents in a report', () => {
  it('are those of the viewer, in the form of their files', () => {
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

  it('are included as text if unreadable', () => {
    const model = unreadModel();
    model.fail(new Error('no JSON'));
    expect(openAnalyses(page([tab('a.xes.json', model, '{ "type"')]))).toMatchObject([
      { text: '{ "type"' }
    ]);
    model.dispose();
  });

  it('are none if the page cannot be queried: the report matters more', () => {
    const broken = {
      hasClass: () => {
        throw new Error('gone');
      }
    };
    expect(openAnalyses(page([broken]))).toEqual([]);
  });
});
