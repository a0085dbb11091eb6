/** @jest-environment jsdom */
import { Notification } from '@jupyterlab/apputils';
import {
  addCut,
  loneScanDocument,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import type { AnalysisModel } from '../../../src/model';
import { putBack } from '../../../src/recovery/restore/restoredscan';
import { unreadModel, withCut, withoutCuts } from '../documents/lonescans';

describe('restored work of a scan', () => {
  const scans = [{ id: 's1', path: 'a.nxs' }];
  const recordedAt = '2026-11-24T22:15:00.000Z';
  const notes = () => Notification.manager.notifications;
  let model: AnalysisModel;

  beforeEach(() => {
    Notification.dismiss();
    model = unreadModel();
    model.load(withCut(1));
  });
  afterEach(() => model.dispose());

  const undo = () => (notes()[0].options.actions?.[0].callback as () => void)();
  const put = (work: AnalysisDocument, time: string | null = recordedAt) =>
    putBack(model, work, time, 'a.nxs');

  it('replaces an unchanged document, and can be undone', () => {
    model.load(addCut(withCut(1), { type: 'CEE', at: 5, width: 1 }).document);
    const before = model.document;
    expect(put(withCut(2, 'elsewhere/a.nxs'))).toBe(true);
    expect(model.document.scans).toEqual(scans);
    expect(model.cuts).toMatchObject([{ at: 2 }]);
    expect(notes()[0].message).toContain('a.nxs');
    undo();
    expect(model.document).toEqual(before);
    expect(notes()).toEqual([]);
  });

  it('never replaces later changes, whether by hand or by another restore', () => {
    model.setCut(model.cuts[0].id, { at: 3 });
    expect(put(withCut(2))).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 3 }]);
    expect(put(withCut(3))).toBe(true); // it is there
    model.load(withCut(1));
    expect(put(withCut(4))).toBe(true);
    expect(put(withCut(5))).toBe(false);
    expect(model.cuts).toMatchObject([{ at: 4 }]);
  });

  it('never replaces later changes in a tab that was closed', () => {
    model.load(withCut(1), '2026-11-24T22:15:00.001Z');
    expect([put(withCut(2)), put(withCut(2), null), put(withCut(1))]).toEqual([false, false, true]);
    expect(model.cuts).toMatchObject([{ at: 1 }]);
    model.load(withCut(1), recordedAt);
    expect(put(withCut(2))).toBe(true);
    expect(model.cuts).toMatchObject([{ at: 2 }]);
  });

  it('can be undone if the user had removed all cuts, not if there was nothing yet', () => {
    model.load(withoutCuts());
    expect(put(withCut(2))).toBe(true);
    expect(notes()).toEqual([]);
    model.load(withoutCuts(), '2026-11-24T22:00:00.000Z');
    expect(put(withCut(2))).toBe(true);
    undo();
    expect(model.cuts).toEqual([]);
  });

  it('is undone to untouched default cuts', () => {
    model.load(loneScanDocument('a.nxs'), '2026-11-24T22:00:00.000Z');
    expect(put(withCut(2))).toBe(true);
    undo();
    expect(model.document).toEqual(loneScanDocument('a.nxs'));
  });

  it('can be undone until the cuts are changed, whatever its view and name', () => {
    put(withCut(2));
    model.setView({ colorMap: 'gray' });
    model.relocate({ from: 'a.nxs', to: 'b.nxs' }, path => path);
    expect(notes()).toHaveLength(1);
    undo();
    expect(model.document).toMatchObject({
      scans: [{ path: 'b.nxs' }],
      view: { map: { colorMap: 'gray' } }
    });
    expect(model.cuts).toMatchObject([{ at: 1 }]);
    model.load(withCut(1));
    put(withCut(2));
    expect(notes()).toHaveLength(1);
    model.setCut(model.cuts[0].id, { at: 7 });
    expect(notes()).toEqual([]);
  });

  it('cannot be undone once other work followed: that would be undone instead', () => {
    const line = { name: 'Zn Kβ1,3', energy: 9572, source: 'a table' };
    for (const work of [() => model.setLines([line]), () => model.rename('s1', 'standard')]) {
      model.load(withCut(1));
      put(withCut(2));
      const click = notes()[0].options.actions?.[0].callback as () => void;
      work();
      const { document } = model;
      expect(notes()).toEqual([]);
      click(); // as it was sent off
      expect(model.document).toBe(document);
      expect(model.cuts).toMatchObject([{ at: 2 }]);
    }
  });
});
