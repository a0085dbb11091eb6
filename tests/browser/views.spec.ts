import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, restored, root, settled } from './support/lab.js';
import { toast } from './support/reports.js';
import { useSession } from './support/session.js';

const session = useSession();
const scan = 'xes-demo-rxes.nxs';
const key = `jupyterlab-xes:view:${scan}`;
const workspace = 'kept-views';

const address = (place: string) => {
  const { url } = session.lab;
  const token = new URL(url).searchParams.get('token') ?? '';
  return { url: new URL(place, url), headers: { Authorization: `token ${token}` }, token };
};

/** Open JupyterLab with a workspace that holds a view, as an earlier page left it. */
async function openWith(page: Page, view: unknown): Promise<void> {
  const { url, headers, token } = address(`/lab/api/workspaces/${workspace}`);
  await page.goto('about:blank'); // what was open saves its layout no more
  const body = JSON.stringify({ data: { [key]: view }, metadata: { id: workspace } });
  const answer = await fetch(url, { method: 'PUT', headers, body });
  expect(answer.ok).toBe(true);
  await page.goto(new URL(`/lab/workspaces/${workspace}?token=${token}`, session.lab.url).href);
  await restored(page);
  await execute(page, 'xes:open', { path: scan });
  await current(page, scan);
}

/** What the workspace holds now. */
async function stored(): Promise<Record<string, unknown>> {
  const { url, headers } = address(`/lab/api/workspaces/${workspace}`);
  const answer = await fetch(url, { headers });
  return ((await answer.json()) as { data: Record<string, unknown> }).data;
}

const cut = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESCut').first();

test('the view of a scan that version 2 kept is shown, and copied before another takes its place', async () => {
  const { page } = session;
  const file = path.join(root, 'tests/unit/analysis/fixtures/keptview-2.json');
  const [view] = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  await openWith(page, view);
  const { cuts } = await settled(page);
  expect(cuts).toMatchObject([
    { type: 'CIE', at: 9659, width: 1.5 },
    { type: 'CEE', at: 8638.5, width: 0.25 }
  ]);
  expect((await stored())[key]).toEqual(view);
  await cut(page).press('ArrowLeft');
  await expect.poll(async () => (await stored())[`${key}:v2`], { timeout: 20_000 }).toEqual(view);
  expect((await stored())[key]).toMatchObject({ text: expect.stringContaining('"version": 3') });
});

test('the view of a scan that can not be read is said, saved as a file, and never lost', async () => {
  const { page } = session;
  const view = { text: '{"type":"xes-analysis","version":4}', edited: null };
  await openWith(page, view);
  await settled(page);
  const notification = toast(page, "can't be read");
  await expect(notification).toContainText(/newer version.*copy/s);
  const coming = page.waitForEvent('download');
  await notification.getByText('Save as file').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`${scan}-view.xes.json`);
  expect(readFileSync(await download.path(), 'utf8')).toBe(view.text);
  await cut(page).press('ArrowLeft');
  await expect
    .poll(async () => (await stored())[`${key}:unreadable`], { timeout: 20_000 })
    .toEqual(view);
});
