// Steps of an analysis as a server, for tests: requests are {scans, steps}, answers what the last step gives.
import { load } from '../../scripts/science.mjs';
import { plain, revive } from './plain.mjs';
import { serve } from './serve.mjs';

const { run } = await load('analysis/run.ts');

const scanOf = ({ kind, incident, emission, counts, monitor }) => {
  const n = emission.length;
  return {
    format: 'nexus',
    facility: 'none',
    kind,
    shape: [n],
    points: { planned: n, measured: n },
    incident,
    monitor,
    time: new Float64Array(n).fill(1),
    channels: [
      {
        name: 'default',
        emission,
        counts,
        intensity: counts.map((value, i) => value / monitor[i]),
        sigma: counts.map((value, i) => Math.sqrt(Math.max(value, 1)) / monitor[i]),
        bragg: null
      }
    ],
    metadata: { title: '', startTime: '', crystals: {} },
    links: { missing: [] },
    warnings: []
  };
};

await serve(async ({ scans, steps }) => {
  const named = Object.entries(scans).map(([id, scan]) => ({
    name: id,
    id,
    scan: scanOf(revive(scan))
  }));
  const results = await run({ scans: [], steps }, named);
  const { error, numbers, values, warnings } = results[results.length - 1];
  return plain({ error: error && error.message, numbers, values, warnings });
});
