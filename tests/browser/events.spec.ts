import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { breakSaving } from './support/inject.js';
import { execute, settled } from './support/lab.js';
import { reportIn } from './support/reports.js';
import { useSession } from './support/session.js';

const scan = 'xes-demo-rxes.nxs';
const folder = mkdtempSync(path.join(tmpdir(), 'xes-events-'));
const collected = path.join(folder, 'events.jsonl');
const config = path.join(folder, 'config.py');
writeFileSync(
  config,
  `import logging\nc.EventLogger.handlers = [logging.FileHandler(${JSON.stringify(collected)})]\n`
);
const session = useSession({
  arguments: [`--config=${config}`, '--XESExtension.collect_events=True']
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface IEvent {
  __schema__: string;
  id: string;
}

/** Other events, such as those of the contents manager, are recorded too. */
function crashes(): IEvent[] {
  const lines = existsSync(collected) ? readFileSync(collected, 'utf8').split('\n') : [];
  return lines
    .filter(line => line.endsWith('}'))
    .map(line => JSON.parse(line) as IEvent)
    .filter(event => event.__schema__.includes('jupyterlab_xes'));
}

test('an event collector receives crashes and nothing else', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  await breakSaving(page, `planted in ${scan} of ann@example.org`);
  await execute(page, 'xes:save-figure');
  const { file } = await reportIn(session, '');
  await expect.poll(() => crashes().length).toBe(1);
  const [event] = crashes();
  expect(event).toMatchObject({
    code: null,
    doing: 'Saving the figure',
    versions: { extension: '0.1.0', jupyterlab: expect.stringMatching(/^4\./) }
  });
  expect(file).toContain(event.id);
  expect(JSON.stringify(event)).not.toMatch(/planted|xes-demo|ann|example/);
  // a report on request is not a crash
  const requested = await execute(page, 'xes:save-diagnostics');
  expect(requested).toMatchObject({ path: expect.stringMatching(/\/report-\d{8}T/) });
  const posted = session.requests.filter(({ url }) => url.includes('jupyterlab-xes/events'));
  expect(posted.map(({ method }) => method)).toEqual(['POST']);
});
