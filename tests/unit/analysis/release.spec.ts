/** @jest-environment jsdom */
import { AnalysisModel, emptyDocument } from '../../../src/analysis';
import { bytesOf } from '../../../src/analysis/bytes';
import type { IScanOpener } from '../../../src/io/opener';
import { rxesScan, xesScan } from '../widgets/helpers';

const settle = () => new Promise(resolve => setTimeout(resolve));

async function loaded() {
  const reads: string[] = [];
  let isGone = false;
  const opener: IScanOpener = {
    open: path => {
      reads.push(path);
      return isGone
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({
            scan: path === 'a.nxs' ? rxesScan() : xesScan(),
            cost: { bytes: 1, requests: 1, milliseconds: 1 },
            stamp: { size: 1, lastModified: '' }
          });
    }
  };
  const phases: string[] = [];
  const model = new AnalysisModel(
    opener,
    path => path,
    (phase, work) => {
      phases.push(phase);
      return work();
    }
  );
  model.load({ ...emptyDocument(), scans: [{ path: 'a.nxs' }, { path: 'b.nxs' }] });
  await settle();
  return { model, reads, phases, lose: () => (isGone = true) };
}

describe('an analysis under pressure', () => {
  it('counts its arrays, each buffer once, and what was made of them', async () => {
    const { model, phases } = await loaded();
    const before = model.bytes;
    // Ω, monitor, and of one arm ω, N, I, σ: 6 × 6 numbers; of the spectrum 6 × 2;
    // of the map 3 Ω, 2 ω, and N, I1, I, σ of 6 cells
    expect(bytesOf({ scan: rxesScan(), shown: new Map() })).toBe(6 * 6 * 8);
    expect(before).toBe((6 * 6 + 6 * 2 + 3 + 2 + 4 * 6) * 8);
    expect([model.map, phases]).toEqual([model.map, ['map']]);
    model.dispose();
    expect(model.bytes).toBe(0);
  });

  it('gives up all it read, and reads it again when it is recalled', async () => {
    const { model, reads } = await loaded();
    const { bytes, document } = model;
    const changes: string[] = [];
    model.changed.connect((_, change) => changes.push(change));
    expect(model.release()).toBe(bytes);
    expect([model.bytes, model.map, changes]).toEqual([0, null, ['data']]);
    expect(model.scans.map(({ state }) => state)).toEqual(['released', 'released']);
    expect([model.release(), changes.length]).toEqual([0, 1]);
    model.recall();
    model.recall();
    await settle();
    expect(model.scans.map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect(reads).toEqual(['a.nxs', 'b.nxs', 'a.nxs', 'b.nxs']);
    expect([model.map?.intensity.length, model.document === document]).toEqual([6, true]);
    model.recall();
    expect(reads).toHaveLength(4);
    model.dispose();
  });

  it('says so where what was given up can not be read again', async () => {
    const { model, lose } = await loaded();
    model.release();
    lose();
    model.recall();
    await settle();
    expect(model.scans.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(model.active?.error?.message).toContain('gone');
    model.dispose();
  });
});
