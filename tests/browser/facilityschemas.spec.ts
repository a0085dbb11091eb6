import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import {
  facilityIntensities,
  facilityScan,
  facilitySchema,
  installExample,
  installPackageData
} from './support/facility.js';
import { current, execute, openLab, settled } from './support/lab.js';
import { setSetting } from './support/log.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh', isQuiet: true });
const folder = 'visit/day';
const name = 'scan_0042.h5';

interface ICurve {
  values: { intensity: number[] }[];
}

const inspector = (page: Page) => page.locator('.jp-XESInspector:visible');

/** Write the scan and open it. */
async function opened(page: Page): Promise<void> {
  facilityScan(session.file(`${folder}/${name}`));
  await execute(page, 'xes:open', { path: `${folder}/${name}` });
  await current(page, name);
  await settled(page);
}

/** Write a file of schemas. @param at its folder. */
function write(at: string, schema: unknown): void {
  mkdirSync(session.file(at), { recursive: true });
  writeFileSync(session.file(`${at}/xes-schema.json`), JSON.stringify(schema));
}

/** The file does not state how the scan is read. */
async function expectUnread(page: Page): Promise<void> {
  const code = async () => (await settled(page)).scans[0].error?.code;
  await expect.poll(code).toBe('scan/columns-unknown');
}

/** The scan is read by the schema of that name, which selects a detector. */
async function expectRead(page: Page, schema: string, detector: number): Promise<void> {
  await expect(inspector(page).locator('dt:text-is("Facility") + dd')).toHaveText(schema);
  const { scans } = await settled(page);
  expect(scans).toMatchObject([{ error: null, kind: 'XES' }]);
  const { values } = (await execute(page, 'xes:result', { id: 's1' })) as ICurve;
  expect(values.map(({ intensity }) => intensity)).toEqual([facilityIntensities(detector)]);
}

/** What happens when the user returns from another window. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

test('a schema in a folder above the data is found, and the nearest takes precedence', async () => {
  const { page } = session;
  write('visit', facilitySchema('Above', 2));
  await opened(page);
  await expectRead(page, 'Above', 2);
  write(folder, [{ no: 'schema' }, facilitySchema('Beside', 1)]);
  await comeBack(page);
  await expectRead(page, 'Beside', 1);
  // errors in the file are reported, and the rest of it used
  await expect(inspector(page)).toContainText(`${folder}/xes-schema.json`);
  rmSync(session.file(`${folder}/xes-schema.json`));
  await comeBack(page);
  await expectRead(page, 'Above', 2);
});

test('a scan that is open follows a schema saved in the editor', async () => {
  const { page } = session;
  write('visit', []);
  await opened(page);
  await expectUnread(page);
  for (const [i, detector] of [3, 2].entries()) {
    await execute(page, 'docmanager:open', { path: 'visit/xes-schema.json', factory: 'Editor' });
    await current(page, 'xes-schema.json');
    await page.locator('.jp-FileEditor:visible .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(JSON.stringify(facilitySchema(`Version ${i}`, detector)));
    await page.keyboard.press('Control+s');
    // no new request for the scan
    await page.locator('#jp-main-dock-panel .lm-TabBar-tab', { hasText: name }).click();
    await current(page, name);
    await expectRead(page, `Version ${i}`, detector);
  }
});

test('a schema of the settings is used, and dropped when removed', async () => {
  const { page } = session;
  await opened(page);
  await expectUnread(page);
  await setSetting(page, 'schemas', [facilitySchema('Mine', 2)]);
  await expectRead(page, 'Mine', 2);
  await setSetting(page, 'schemas', []);
  await expectUnread(page);
});

test('a schema provided by another extension through the token is used', async () => {
  const { page, lab } = session;
  const remove = installExample(lab.home, facilitySchema('Extension', 4));
  try {
    await openLab(page, lab.url);
    await opened(page);
    await expectRead(page, 'Extension', 4);
  } finally {
    remove();
  }
});

test('a schema of a Python package is used, and one installed later after the tab is revisited', async () => {
  const { page, lab } = session;
  await opened(page);
  await expectUnread(page);
  const remove = installPackageData(lab.home, facilitySchema('Package', 3));
  try {
    await comeBack(page);
    await expectRead(page, 'Package', 3);
  } finally {
    remove();
  }
  await comeBack(page);
  await expectUnread(page);
});

test('schemas next to the data precede settings, packages and extensions, in this order', async () => {
  const { page, lab } = session;
  const removeExtension = installExample(lab.home, facilitySchema('Extension', 4));
  let removePackage = () => {};
  try {
    await openLab(page, lab.url);
    await opened(page);
    await expectRead(page, 'Extension', 4);
    removePackage = installPackageData(lab.home, facilitySchema('Package', 3));
    await comeBack(page);
    await expectRead(page, 'Package', 3);
    await setSetting(page, 'schemas', [facilitySchema('Mine', 2)]);
    await expectRead(page, 'Mine', 2);
    write(path.dirname(folder), facilitySchema('Beside', 1));
    await comeBack(page);
    await expectRead(page, 'Beside', 1);
  } finally {
    removePackage();
    removeExtension();
  }
});
