import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { axisOf } from '../../../../src/analysis/steps/channels';
import type { XESError } from '../../../../src/base/errors';
import { firstChannel, type Scan } from '../../../../src/formats';
import { listingOf } from '../../../../src/formats/mapping/unknown';
import { parseMapping } from '../../../../src/formats/mapping/mappingtext';
import { openFile } from '../../../../src/io/node';
import { axisValues, energyAt } from '../../../../src/science/pointaxis';
import { extent } from '../../../../src/science/statistics';
import {
  brightest,
  caseCount,
  problemsOf,
  type ICaseChoice,
  type IReadCase,
  type IRefusedCase,
  type ITruth
} from './truth';

const root = path.resolve(__dirname, '../../../..');
const python = path.join(root, '.venv/bin/python');
const script = path.join(root, '../shared/data/reading/make_cases.py');
const isThere = existsSync(python) && existsSync(script);

if (!isThere) {
  console.info(`The reading cases are skipped: ${script} or .venv is not there.`);
}

const describeCases = isThere ? describe : describe.skip;

/** The fixed seeds, and an additional one. */
const seeds = [...new Set([20261128, 7, 1234, Number(process.env.XES_SEED ?? 7)])];

describeCases.each(seeds)('real-world files, seed %d', seed => {
  let folder: string;
  let truths: Record<string, ITruth>;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-cases-'));
    execFileSync(python, [script, folder, `${seed}`]);
    truths = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as typeof truths;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('open with every value right, ask for columns, or are refused', async () => {
    expect(Object.keys(truths)).toHaveLength(caseCount);
    const wrong: string[] = [];
    for (const [name, truth] of Object.entries(truths)) {
      const problems = await problemsOf(truth, choice => open(path.join(folder, name), choice));
      wrong.push(...problems.map(problem => `${name}: ${problem}`));
    }
    expect(wrong).toEqual([]);
  });
});

function open(file: string, choice: ICaseChoice): Promise<IReadCase | IRefusedCase> {
  const { columns, ...entry } = choice;
  return openFile(file, {
    ...entry,
    ...(columns === undefined ? {} : { columns: parseMapping(columns) })
  }).then(
    ({ scan }) => readCase(scan),
    (reason: XESError) => ({
      code: reason.code,
      message: reason.message,
      isColumnsChoice: (listingOf(reason)?.arrays.length ?? 0) >= 2
    })
  );
}

function readCase(scan: Scan): IReadCase {
  const channel = firstChannel(scan) ?? scan.channels[0];
  const { incident, kind } = scan;
  const { emission, intensity } = channel;
  const drawn = kind === 'HERFD-XANES' && incident ? incident : emission;
  const range = (axis: typeof drawn) => extent(axisValues(axis)) as [number, number];
  const best = brightest(intensity);
  return {
    kind,
    axis: axisOf(scan, channel),
    points: scan.points.measured,
    planned: scan.points.planned,
    energy: range(drawn),
    emission: range(emission),
    ...(incident ? { incident: range(incident) } : {}),
    peak:
      kind === 'RXES'
        ? [incident ? energyAt(incident, best) : NaN, energyAt(emission, best)]
        : energyAt(drawn, best),
    intensity,
    channels: scan.channels.map(({ name }) => name),
    entries: scan.entries?.map(({ name }) => name) ?? [],
    isWarned: scan.warnings.length > 0
  };
}
