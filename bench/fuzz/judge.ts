import { XESError } from '../../src/base/errors.js';
import type { Scan } from '../../src/formats/index.js';
import { pointValues } from '../../src/science/index.js';
import { readFiles, type ScanFiles } from './bases.js';

/** The outcome of a damaged file, with the error code if it was refused. */
export type Verdict =
  'same' | 'in part' | 'other numbers' | `refused: ${string}` | `fault: ${string}`;

/** Read a scan, and compare it with the undamaged one. Never throws. */
export async function judge(files: ScanFiles, sound: Scan): Promise<Verdict> {
  try {
    return compare(await readFiles(files), sound);
  } catch (reason) {
    return reason instanceof XESError && reason.code !== 'internal/error'
      ? `refused: ${reason.code}`
      : `fault: ${String(reason)}`;
  }
}

/**
 * Whether a verdict is wrong; a file with all bytes under a checksum (`isStrict`) must never be
 * read differently.
 */
export function isWrong(verdict: Verdict, isStrict: boolean): boolean {
  return verdict.startsWith('fault') || (isStrict && verdict === 'other numbers');
}

function compare(scan: Scan, sound: Scan): Verdict {
  const [own, soundArrays] = [arraysOf(scan), arraysOf(sound)];
  if (own.length !== soundArrays.length) {
    return scan.warnings.length > 0 ? 'in part' : 'other numbers';
  }
  const isSame = own.every(
    (values, k) =>
      values.length === soundArrays[k].length &&
      values.every((value, i) => Object.is(value, soundArrays[k][i]))
  );
  if (isSame) {
    return 'same';
  }
  const isPart = own.every((values, k) =>
    values.every((value, i) => Number.isNaN(value) || Object.is(value, soundArrays[k][i]))
  );
  return isPart && scan.warnings.length > 0 ? 'in part' : 'other numbers';
}

function arraysOf({ incident, channels }: Scan): Float64Array[] {
  return [incident, ...channels.flatMap(({ emission, intensity }) => [emission, intensity])]
    .filter(values => values !== null)
    .map(pointValues);
}
