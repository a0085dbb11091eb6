import fc from 'fast-check';
import { XESError } from '../../../../src/base/errors';
import * as edits from '../../../../src/analysis/document/index';
import type { AnalysisDocument, Id } from '../../../../src/analysis/document/index';

/** An edit of an arbitrary document. */
export type AnyEdit = (document: AnalysisDocument) => AnalysisDocument;

/**
 * Edits that choose among the existing items by these numbers, and are refused if nothing suits.
 */
const makers: ((n: number, m: number) => AnyEdit)[] = [
  n => document => edits.addScans(document, [`${n % 7}.nxs`, `${n}.nxs`]).document,
  (n, m) => document =>
    edits.addStep(document, { step: 'average', from: [pick(document, n), pick(document, m)] })
      .document,
  n => document => edits.addStep(document, { step: 'cut', from: [pick(document, n)] }).document,
  n => document => {
    const own = edits.addFirstCuts(document, [{ type: 'CEE', at: 1 }]).document;
    return edits.addCut(own, { type: 'CIE', at: n }).document;
  },
  (n, m) => document => edits.setStep(document, stepAt(document, n), { at: m }),
  (n, m) => document => edits.setFrom(document, stepAt(document, n), [pick(document, m)]),
  (n, m) => document => edits.leaveOut(document, stepAt(document, n), keyAt(document, m)),
  (n, m) => document => edits.setOff(document, stepAt(document, n), m % 2 === 0),
  (n, m) => document => edits.rename(document, pick(document, n), `name ${m}`),
  (n, m) => document => edits.reorder(document, pick(document, n), pick(document, m)),
  n => document => edits.duplicate(document, stepAt(document, n)).document,
  n => document => edits.remove(document, [pick(document, n)], 'refuse'),
  (n, m) => document => edits.remove(document, [pick(document, n), pick(document, m)], 'remove'),
  n => document => edits.remove(document, [pick(document, n)], 'detach'),
  (n, m) => document => edits.setShown(document, [pick(document, n), pick(document, m)]),
  n => document => edits.setActive(document, pick(document, n)),
  n => document => edits.setMapView(document, { limits: [0, n + 1] })
];

function pick({ scans, steps }: AnalysisDocument, n: number): Id {
  const ids = ['scans', ...scans.map(({ id }) => id), ...steps.map(({ id }) => id)];
  return ids[n % ids.length];
}

function stepAt({ steps }: AnalysisDocument, n: number): Id {
  return steps[n % Math.max(steps.length, 1)]?.id ?? 'none';
}

function keyAt(document: AnalysisDocument, n: number): string {
  const step = stepAt(document, n);
  const scan = pick(document, n);
  return n % 2 === 0 ? scan : `${step}/${scan}`;
}

/** Some edits; one that is refused leaves the document as it is. */
export const anyEdit: fc.Arbitrary<AnyEdit> = fc
  .tuple(fc.constantFrom(...makers), fc.nat({ max: 40 }), fc.nat({ max: 40 }))
  .map(([make, n, m]) => document => {
    try {
      return make(n, m)(document);
    } catch (error) {
      if (error instanceof XESError && error.code === 'analysis/edit') {
        return document;
      }
      throw error;
    }
  });
