import type { OpenResult } from '../../../src/io/protocol';
import { ReadStatistics } from '../../../src/io/statistics';

const result = {
  cost: { bytes: 500, requests: 4, milliseconds: 1 },
  heap: 1000,
  cache: { bytes: 64, hits: 9, misses: 3 }
} as OpenResult;

describe('ReadStatistics', () => {
  it('counts a read once, whatever its progress messages', () => {
    const statistics = new ReadStatistics();
    let told = 0;
    statistics.changed.connect(() => told++);
    statistics.started();
    statistics.began();
    statistics.moved(200);
    expect(statistics.bytes).toBe(200);
    statistics.opened(result);
    statistics.finishedScan();
    statistics.finished();
    statistics.began();
    statistics.moved(70);
    statistics.crashed();
    statistics.ended();
    statistics.finished();
    const { bytes, scans, requests, hits, misses, starts, crashes, held } = statistics;
    expect({ bytes, scans, requests, hits, misses, starts, crashes }).toEqual({
      bytes: 570,
      scans: 1,
      requests: 4,
      hits: 9,
      misses: 3,
      starts: 1,
      crashes: 1
    });
    expect([held, told]).toEqual([{ heap: 0, blocks: 0 }, 5]);
  });

  it('treats what an older worker does not report as nothing', () => {
    const statistics = new ReadStatistics();
    statistics.opened({ cost: result.cost });
    expect([statistics.held, statistics.hits]).toEqual([{ heap: 0, blocks: 0 }, 0]);
  });
});
