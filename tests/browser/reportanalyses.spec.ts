import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { reportIn } from './support/reports.js';
import { useSession } from './support/session.js';

// what redaction might take for a secret: results' digests, and scans named as a digest or below a
// home directory
const digest = '7f3d9c0b'.repeat(4);
const folder = 'home/annsmith';
const analysis = `${folder}/work.xes.json`;
const scan = `${digest}.nxs`;
const session = useSession({ pages: 'file' });

async function open(): Promise<void> {
  const { page } = session;
  mkdirSync(session.file(folder), { recursive: true });
  writeFileSync(session.file(`${folder}/${scan}`), readFileSync(session.file('xes-demo-rxes.nxs')));
  const sha256 = `${digest}${digest}`;
  const document = {
    type: 'xes-analysis',
    version: 2,
    scans: [{ path: scan }],
    cuts: [{ type: 'CIE', at: 9660, width: 1 }],
    steps: [{ id: 'ty', step: 'totalYield' }],
    results: [{ step: 'ty', name: 'map', kind: 'spectrum', points: 17, sha256 }]
  };
  writeFileSync(session.file(analysis), JSON.stringify(document));
  await execute(page, 'xes:open', { path: analysis });
  await current(page, 'work.xes.json');
}

test('an analysis with digests and scans below a home directory is restored from its report unchanged', async () => {
  const { page } = session;
  await open();
  const before = await settled(page);
  await execute(page, 'xes:save-diagnostics');
  const report = await reportIn(session, folder);
  expect(report.text).not.toContain(digest.repeat(2));

  const place = session.file(`${folder}/xes-diagnostics`);
  const beside = report.file.replace(/json$/, 'xes.json');
  expect(readdirSync(place)).toContain(beside);
  const document = readFileSync(path.join(place, beside), 'utf8');
  expect(JSON.parse(document)).toMatchObject({ scans: [{ path: scan }] });
  expect(document).toContain(`${digest}${digest}`);

  await execute(page, 'application:close-all');
  rmSync(session.file(analysis));
  await execute(page, 'xes:restore-analysis', {
    report: `${folder}/xes-diagnostics/${report.file}`
  });
  await current(page, 'work-restored.xes.json');
  const after = await settled(page);
  expect(after.cuts).toEqual(before.cuts);
  expect(readFileSync(session.file(`${folder}/work-restored.xes.json`), 'utf8')).toBe(document);
});
