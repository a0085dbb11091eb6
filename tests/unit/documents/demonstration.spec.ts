/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { demonstrationBeside } from '../../../src/documents/demonstration';
import { demonstrationScan, demonstrationTruth } from '../../../src/documents/demonstrationscan';
import { pointValues } from '../../../src/science/pointaxis';
import { readI20Dat } from '../formats/i20';

/** A server with these files. */
function server(files: Record<string, string>, isFull = false) {
  const saved: string[] = [];
  const missing = () => Promise.reject(Object.assign(new Error(), { response: { status: 404 } }));
  const contents = {
    driveName: () => '',
    localPath: (path: string) => path,
    get: (path: string) => (path in files ? Promise.resolve({ content: files[path] }) : missing()),
    save: (path: string, { content }: { content: string }) => {
      saved.push(path);
      files[path] = content;
      return isFull ? Promise.reject(new Error('No space left on device')) : Promise.resolve();
    }
  };
  return { saved, contents: contents as unknown as Contents.IManager };
}

describe('the demonstration scan', () => {
  it('is a map like those of I20, whose counts scatter about the truth realistically', () => {
    const scan = readI20Dat(demonstrationScan());
    expect([scan.kind, scan.shape, scan.points.measured]).toEqual(['RXES', [17, 74], 1258]);
    expect(scan.warnings).toEqual([]);
    const { line, edge, background } = demonstrationTruth;
    const [{ emission, counts }] = scan.channels;
    const energies = pointValues(emission);
    const incident = pointValues(scan.incident!);
    const chi = energies.reduce((sum, omega, i) => {
      const rise = 0.5 + Math.atan((incident[i] - edge.centre) / edge.width) / Math.PI;
      const shape = 1 + ((2 * (omega - line.centre)) / line.fwhm) ** 2;
      const expected = (background + (rise * line.peak) / shape) * scan.monitor![i];
      return sum + (counts![i] - expected) ** 2 / expected;
    }, 0);
    expect(emission.length).toBe(1258);
    // five standard deviations of χ²/dof; the energies are rounded in the file
    expect(Math.abs(chi / 1258 - 1)).toBeLessThan(5 * Math.sqrt(2 / 1258));
  });

  it('is written once next to the analysis, and never over a different file', async () => {
    const { saved, contents } = server({ 'd/xes-demonstration.dat': 'mine' });
    const path = await demonstrationBeside(contents, 'd/a.xes.json');
    expect(path).toBe('d/xes-demonstration-1.dat');
    expect(await demonstrationBeside(contents, 'd/b.xes.json')).toBe(path);
    expect(saved).toEqual([path]);
    const other = server({});
    expect(await demonstrationBeside(other.contents, 'a.xes.json')).toBe('xes-demonstration.dat');
  });

  it('that cannot be written explains what to do', async () => {
    const { contents } = server({}, true);
    await expect(demonstrationBeside(contents, 'd/a.xes.json')).rejects.toMatchObject({
      code: 'file/write-failed',
      message: expect.stringContaining('Save the analysis in a folder') as string
    });
  });
});
