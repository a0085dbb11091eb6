import { Progress } from '../../../src/cli/progress';

function output(isTerminal: boolean, times: number[]) {
  const lines: string[] = [];
  let now = 0;
  const progress = new Progress(
    text => lines.push(text),
    () => isTerminal,
    () => now
  );
  times.forEach((time, i) => {
    now = time;
    progress.show(i, times.length, `scan ${i}`);
  });
  progress.end();
  return lines;
}

describe('progress', () => {
  it('is silent for short work', () => {
    expect(output(true, [0, 500, 999])).toEqual([]);
    expect(output(false, [0, 500, 999])).toEqual([]);
  });

  it('is a bar on a terminal, removed at the end', () => {
    const lines = output(true, [0, 2000]);
    expect(lines[0]).toContain(`[${'#'.repeat(15)}${'.'.repeat(15)}] 50 % scan 1`);
    expect(lines[1]).toBe('\r\u001b[K');
  });

  it('is an occasional line elsewhere', () => {
    const times = Array.from({ length: 100 }, (_, i) => i * 200);
    const lines = output(false, times);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.length).toBeLessThan(6);
    expect(lines[0]).toBe('25 % done; now scan 25\n');
  });
});
