import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { copyScans, demoScans } from './support/data.js';
import { openLab, restored } from './support/lab.js';
import {
  openNotebook,
  printed,
  restartKernel,
  runCell,
  textOf,
  writeNotebook
} from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });
const map = 'xes-demo-rxes.nxs';

const first = 'import json\nfrom jupyterlab_xes.api.viewer import Viewer\nv = Viewer()';

interface IState {
  scans: { id: string; path: string; state: string }[];
  steps: { id: string; outcome: string }[];
  shown: string[];
  document: string;
}

test('a viewer is opened, filled and read from a notebook, within one cell', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'one.ipynb', [
    `${first}
v.open("${map}")
s = v.state()
id = s["scans"][0]["id"]
cut = v.add_step("cut", id, type="CEE", at=8638.9, width=0.4)
v.show([cut])
s = v.settled()
r = v.result(cut)
print(json.dumps({"state": {n: s[n] for n in ("scans", "steps", "shown", "document")}, "cut": cut,
  "kind": r["values"][0]["kind"], "points": len(r["values"][0]["energy"]), "type": type(r["values"][0]["energy"]).__name__}))`
  ]);
  await openNotebook(page, 'one.ipynb');
  const found = await printed<{
    state: IState;
    cut: string;
    kind: string;
    points: number;
    type: string;
  }>(page, 'one.ipynb', 0);
  expect(found.state.scans).toMatchObject([{ path: path.join(lab.folder, map), state: 'ready' }]);
  expect(found).toMatchObject({ kind: 'spectrum', points: 17, type: 'ndarray' });
  expect(found.state.shown).toEqual([found.cut]);
  // the person stays in the notebook, and sees both
  await expect(page.locator('.jp-Notebook')).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toBeVisible();
  await session.picture('kernel-viewer');
});
