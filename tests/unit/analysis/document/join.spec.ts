import {
  addScans,
  addStep,
  emptyDocument,
  joined,
  loneScanDocument,
  addFirstCuts,
  readDocument,
  setShown,
  setView,
  writeDocument,
  type AnalysisDocument
} from '../../../../src/analysis/document/index';

/** A single scan with a cut, its dependents, and the moments of the scan. */
function lone(path = 'new.nxs'): AnalysisDocument {
  let document = loneScanDocument(path);
  document = addFirstCuts(document, [{ type: 'CIE', at: 9660, width: 1 }]).document;
  document = addStep(document, {
    step: 'smooth',
    from: [{ id: 'cut-1', only: ['cut-1/s1:upper'] }]
  }).document;
  return addStep(document, { step: 'average', from: ['scans'] }).document;
}

/** An analysis of two scans with a cut and an average of the same ids. */
function analysis(): AnalysisDocument {
  let { document } = addScans(emptyDocument(), ['a.nxs', 'b.nxs']);
  document = addStep(document, { step: 'cut', parameters: { type: 'CEE', at: 8638 } }).document;
  return addStep(document, { step: 'average', from: ['scans'] }).document;
}

function saved(document: AnalysisDocument): AnalysisDocument {
  expect(readDocument(writeDocument(document))).toEqual(document);
  return document;
}

describe('joining an analysis to another', () => {
  it('takes over the view of its map, unless already chosen', () => {
    const other = setView(lone(), {
      map: { scale: 'log', colorMap: 'magma', percentile: [1, 99] },
      axes: { logY: true }
    });
    const fresh = joined(emptyDocument({ colorMap: 'cividis' }), other).document;
    expect(saved(fresh).view).toMatchObject({ map: other.view.map, axes: other.view.axes });
    const added = joined(analysis(), other).document;
    expect([added.view.map, added.view.axes.logY]).toEqual([other.view.map, false]);
    const chosen = setView(analysis(), { map: { scale: 'symlog' } });
    expect(joined(chosen, other).document.view.map).toEqual(chosen.view.map);
  });

  it('adds scans and steps under free ids, and leaves existing items', () => {
    const before = analysis();
    const { document, ids } = joined(before, lone());
    saved(document);
    expect(ids).toEqual(['s3']);
    expect(document.scans.slice(0, 2)).toEqual(before.scans);
    expect(document.scans[2]).toEqual({ id: 's3', path: 'new.nxs' });
    expect(document.steps.slice(0, 2)).toEqual(before.steps);
    expect(document.steps.slice(2)).toMatchObject([
      {
        id: 'cut-2',
        step: 'cut',
        from: ['scans'],
        parameters: { type: 'CIE', at: 9660, width: 1 }
      },
      { id: 'smooth-1', from: [{ id: 'cut-2', only: ['cut-2/s3:upper'] }] },
      // of the added scans, not of the existing ones
      { id: 'average-2', step: 'average', from: ['s3'] }
    ]);
    expect(document.view.active).toEqual({ id: 's3' });
  });

  it('adds nothing twice', () => {
    const once = joined(analysis(), lone()).document;
    const { document, ids } = joined(once, lone());
    expect(ids).toEqual(['s3']);
    expect([document.scans, document.steps]).toEqual([once.scans, once.steps]);
    const other = joined(once, lone('other.nxs')).document;
    expect(other.scans).toHaveLength(4);
    // the same cut of all scans is shared; results of the other scan are separate
    expect(other.steps.map(({ step }) => step).slice(5)).toEqual(['smooth', 'average']);
  });

  it('preserves labels, colours and what is switched off', () => {
    const added = lone();
    const other: AnalysisDocument = {
      ...added,
      scans: [{ ...added.scans[0], label: 'Zinc', color: '#102030' }],
      steps: added.steps.map(step => ({ ...step, label: `my ${step.id}`, off: true as const }))
    };
    const { document } = joined(analysis(), other);
    saved(document);
    expect(document.scans[2]).toMatchObject({ label: 'Zinc', color: '#102030' });
    expect(document.steps.slice(2).map(({ label, off }) => [label, off])).toEqual([
      ['my cut-1', true],
      ['my smooth-1', true],
      ['my average-1', true]
    ]);
  });

  it('ticks new items if there are ticks, and leaves the view of maps', () => {
    const before = setView(setShown(analysis(), ['s1']), { map: { scale: 'log' } });
    const { view } = joined(before, lone()).document;
    expect(view.shown).toEqual([{ id: 's1' }, { id: 's3' }]);
    expect(view.map).toEqual(before.view.map);
    expect(joined(analysis(), lone()).document.view.shown).toEqual([]);
  });
});
