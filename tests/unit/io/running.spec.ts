import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openFile } from '../../../src/io/node';
import { pointValues } from '../../../src/science';
import { RunningScan } from './runningscan';

const root = resolve(__dirname, '../../..');
const describeMade = existsSync(join(root, '.venv')) ? describe : describe.skip;

describeMade('a scan that is running (skipped without .venv: npm run setup)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xes-running-'));
  const writers: RunningScan[] = [];
  afterAll(() => {
    writers.forEach(writer => writer.kill());
    rmSync(folder, { recursive: true, force: true });
  });

  async function begin(mode: 'swmr' | 'latest') {
    const path = join(folder, `${mode}-${writers.length}.h5`);
    const writer = new RunningScan(root, path, mode);
    writers.push(writer);
    await writer.printed('open');
    return { path, writer };
  }

  const points = (count: number) => Float64Array.from({ length: count }, (_, k) => 100 + 3 * k);

  it('opens with what is written so far, repeatedly, until it is closed', async () => {
    const { path, writer } = await begin('swmr');
    for (const [more, count] of [
      [5, 5],
      [30, 35],
      [1, 36],
      [300, 336]
    ]) {
      await writer.append(more);
      const { scan, isBeingWritten } = await openFile(path);
      expect(scan.channels[0].intensity).toEqual(points(count));
      expect(scan.warnings.map(({ code }) => code)).toContain('file/being-written');
      expect(isBeingWritten).toBe(true);
    }
    await writer.close();
    const { scan, isBeingWritten } = await openFile(path);
    expect(scan.channels[0].intensity).toEqual(points(336));
    expect(scan.warnings.map(({ code }) => code)).not.toContain('file/being-written');
    expect(isBeingWritten).toBe(false);
  });

  it('is read right, or as far as written, while points are appended', async () => {
    const { path, writer } = await begin('swmr');
    await writer.append(1);
    let isOver = false;
    const writing = (async () => {
      for (let k = 0; k < 150; k++) {
        await writer.append(1);
      }
      await writer.close();
      isOver = true;
    })();
    const lengths: number[] = [];
    while (!isOver) {
      const { emission, intensity } = (await openFile(path)).scan.channels[0];
      const written = intensity.filter(value => !Number.isNaN(value));
      const energies = pointValues(emission).slice(0, written.length);
      expect(energies).toEqual(written.map((_, k) => 7000 + k / 2));
      expect(written).toEqual(points(written.length));
      lengths.push(written.length);
      await new Promise(setImmediate); // otherwise the writer is not noticed
    }
    await writing;
    expect(lengths.length).toBeGreaterThan(2);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect((await openFile(path)).scan.points.measured).toBe(151);
  });

  it('without any data yet is reported as running', async () => {
    const { path, writer } = await begin('latest');
    await writer.append(10);
    await expect(openFile(path)).rejects.toMatchObject({
      message: expect.stringContaining('still being written') as string
    });
    await writer.close();
    expect((await openFile(path)).scan.points.measured).toBe(10);
  });
});
