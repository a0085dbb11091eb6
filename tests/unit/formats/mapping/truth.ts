/** Expected content of a file by make_cases.py. */
export interface ITruth {
  expect: 'open' | 'told' | 'ask' | 'refuse';
  kind: string;
  axis?: 'emission' | 'incident' | null;
  points: number;
  planned?: number;
  energy?: [number, number];
  incident?: [number, number];
  emission?: [number, number];
  peak: number | [number, number];
  sum: number;
  channels?: string[];
  columns?: string;
  entries?: string[];
  /** Sum of the intensities of the second entry. */
  second?: number;
  /** Word in the message that refuses it. */
  names?: string;
}

/** Number of files created by make_cases.py. */
export const caseCount = 41;

/** What was read from a file: from its first channel if it matters. */
export interface IReadCase {
  kind: string | null;
  axis: string | null;
  /** Measured, and expected number. */
  points: number;
  planned: number;
  /** Range of the axis of a spectrum, eV. */
  energy: [number, number];
  /** Ranges of a map. */
  incident?: [number, number];
  emission?: [number, number];
  /** Energy of the largest intensity; of a map incident and emission. */
  peak: number | [number, number];
  intensity: ArrayLike<number | null>;
  channels: string[];
  entries: string[];
  /** Whether assumptions are reported. */
  isWarned: boolean;
}

/** Why a file was not read. */
export interface IRefusedCase {
  code: string;
  message: string;
  /** Whether the user is asked for the roles of its arrays, and sees them. */
  isColumnsChoice: boolean;
}

/** How a case is opened: `columns` as on the command line. */
export interface ICaseChoice {
  columns?: string;
  entry?: string;
}

export type OpenCase = (choice: ICaseChoice) => Promise<IReadCase | IRefusedCase>;

/** Problems of how a file is read, in sentences; none if all is right. */
export async function problemsOf(truth: ITruth, open: OpenCase): Promise<string[]> {
  const plain = await open({});
  if (truth.expect === 'refuse') {
    return refusalProblems(plain, truth);
  }
  const wrong: string[] = [];
  const columns = truth.columns === undefined ? {} : { columns: truth.columns };
  const isColumnsChoice =
    'code' in plain && plain.code === 'scan/columns-unknown' && plain.isColumnsChoice;
  if (truth.expect === 'ask' && !isColumnsChoice) {
    wrong.push('it is not asked');
  }
  const found = truth.expect === 'ask' ? await open(columns) : plain;
  wrong.push(...readProblems(found, truth));
  if (truth.expect === 'told' && 'kind' in found && !found.isWarned) {
    wrong.push('nothing is said');
  }
  for (const [i, entry] of (truth.entries ?? []).entries()) {
    const one = await open({ ...columns, entry });
    const right = i === 0 ? truth.sum : truth.second;
    const sum = 'code' in one ? one.message : sumOf(one.intensity);
    const isRight = right === undefined ? typeof sum === 'number' : isClose(sum, right, tolerance);
    wrong.push(...(isRight ? [] : [`${entry}: sum ${sum}, not ${right ?? 'a number'}`]));
  }
  return wrong;
}

/** An intact file is never called damaged. */
function refusalProblems(found: IReadCase | IRefusedCase, { names }: ITruth): string[] {
  if (!('code' in found)) {
    return ['it opens'];
  }
  const { code, message } = found;
  const isExplained = message.length > 20 && message.includes(names ?? '');
  return [
    ...(/damaged/.test(code + message) ? [`it is called damaged: ${message}`] : []),
    ...(isExplained ? [] : [`it is not said what is wrong: ${message}`])
  ];
}

function readProblems(found: IReadCase | IRefusedCase, truth: ITruth): string[] {
  if ('code' in found) {
    return [`${found.message} [${found.code}]`];
  }
  const is = (what: string, value: unknown, right: unknown) =>
    right === undefined || JSON.stringify(value) === JSON.stringify(right)
      ? []
      : [`${what} ${JSON.stringify(value)}, not ${JSON.stringify(right)}`];
  const near = (what: string, values: Numbers, right: Numbers) =>
    [right ?? []]
      .flat()
      .flatMap((value, i) =>
        isClose([values ?? []].flat()[i], value)
          ? []
          : [`${what} ${JSON.stringify(values)}, not ${JSON.stringify(right)}`]
      );
  const sum = sumOf(found.intensity);
  return [
    ...(truth.expect === 'ask' && truth.axis === null ? [] : is('kind', found.kind, truth.kind)),
    ...(truth.axis ? is('axis', found.axis, truth.axis) : []),
    ...is('points', found.points, truth.points),
    ...is('planned points', found.planned, truth.planned),
    ...near('energy', found.energy, truth.energy),
    ...near('incident', found.incident, truth.incident),
    ...near('emission', found.emission, truth.emission),
    ...near('peak', found.peak, truth.peak),
    ...(isClose(sum, truth.sum, tolerance) ? [] : [`sum ${sum}, not ${truth.sum}`]),
    ...is('channels', found.channels, truth.channels),
    ...is('entries', found.entries, truth.entries)
  ];
}

type Numbers = number | [number, number] | undefined;

/** Index of the largest finite one. */
export function brightest(intensity: ArrayLike<number | null>): number {
  return Array.from(intensity).reduce<number>(
    (best, value, i) => (isNumber(value) && !(value <= (intensity[best] ?? -Infinity)) ? i : best),
    0
  );
}

function sumOf(intensity: ArrayLike<number | null>): number {
  return Array.from(intensity)
    .filter(isNumber)
    .reduce((total, value) => total + value, 0);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Of sums. Tables have six digits; and a table with one energy twice returns the first. */
const tolerance = 1e-3;

function isClose(found: unknown, right: number, relative = 1e-9): boolean {
  return typeof found === 'number' && Math.abs(found - right) <= relative * Math.abs(right);
}
