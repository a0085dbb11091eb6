import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { parseMapping } from '../../src/formats/mapping/mappingtext.js';
import {
  brightest,
  caseCount,
  problemsOf,
  type ICaseChoice,
  type IReadCase,
  type IRefusedCase,
  type ITruth
} from '../unit/formats/mapping/truth.js';
import { current, execute, root, type IState } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'file', viewport: { width: 1500, height: 900 } });

const script = path.resolve(root, '../shared/data/reading/make_cases.py');
const isThere = existsSync(script);

/** Seed of the cases: `XES_SEED`, or random. */
const seed = Number(process.env.XES_SEED ?? Math.floor(Math.random() * 2 ** 31));

interface IScanState {
  path: string;
  kind: string | null;
  channels: { name: string }[];
  entries: { name: string }[];
  error: { code: string; message: string } | null;
}

interface IResult {
  values: {
    kind: string;
    axis?: string;
    energy?: number[];
    incident?: number[];
    emission?: number[];
    intensity: (number | null)[];
  }[];
}

test('real-world files open with every value right, ask for columns, or are refused', async ({}, info) => {
  const hint = isThere ? `the reading cases are of seed ${seed}` : `${script} is not there`;
  console.log(hint);
  test.skip(!isThere, hint);
  info.annotations.push({ type: 'seed', description: `${seed}` });
  const { page } = session;
  execFileSync(path.join(root, '.venv/bin/python'), [script, session.file('cases'), `${seed}`]);
  const truths = JSON.parse(readFileSync(session.file('cases/truth.json'), 'utf8')) as Record<
    string,
    ITruth
  >;
  expect(Object.keys(truths)).toHaveLength(caseCount);
  const wrong: string[] = [];
  for (const [name, truth] of Object.entries(truths)) {
    const problems = await problemsOf(truth, choice => open(page, name, choice));
    wrong.push(...problems.map(problem => `${name}: ${problem}`));
    await execute(page, 'application:close');
  }
  expect(wrong).toEqual([]);
});

/** Open a case in the viewer, and return what it shows. */
async function open(
  page: Page,
  name: string,
  { columns, entry }: ICaseChoice
): Promise<IReadCase | IRefusedCase> {
  await execute(page, 'xes:open', {
    path: `cases/${name}`,
    ...(entry === undefined ? {} : { entry }),
    ...(columns === undefined ? {} : { columns: parseMapping(columns) })
  });
  await current(page, name);
  const state = (await execute(page, 'xes:settled')) as IState;
  const [scan] = state.scans as unknown as IScanState[];
  expect(scan.path).toBe(`cases/${name}`);
  return scan.error ? refused(page, scan.error) : read(page, scan);
}

/** The pane offers the button that opens the column dialog. */
async function refused(page: Page, { code, message }: NonNullable<IScanState['error']>) {
  const notice = page.locator('.jp-XESViewer:visible').getByRole('alert');
  await expect(notice.locator('code')).toHaveText(code);
  const columnsButton = notice.getByRole('button', { name: 'Choose its columns…' });
  const isColumnsChoice = code === 'scan/columns-unknown' && (await columnsButton.isVisible());
  return { code, message, isColumnsChoice };
}

async function read(page: Page, scan: IScanState): Promise<IReadCase> {
  const { values } = (await execute(page, 'xes:result', { id: 's1' })) as IResult;
  const [{ axis = null, energy, incident, emission, intensity }] = values;
  const best = brightest(intensity);
  const inspector = page.locator('.jp-XESInspector:visible');
  const width = incident?.length ?? NaN;
  const points = inspector.locator('dt:text-is("Points") + dd');
  const [measured, planned] = (await points.innerText()).split(' of ').map(parseFloat);
  return {
    kind: scan.kind,
    axis,
    points: measured, // a curve has one of the points of one energy
    planned,
    energy: range(energy ?? emission ?? []),
    ...(incident && emission ? { incident: range(incident), emission: range(emission) } : {}),
    peak:
      incident && emission
        ? [incident[best % width], emission[Math.floor(best / width)]]
        : (energy?.[best] ?? NaN),
    intensity,
    channels: scan.channels.map(channel => channel.name),
    entries: scan.entries.map(entry => entry.name),
    isWarned: await inspector.getByRole('heading', { name: 'Warnings' }).isVisible()
  };
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
