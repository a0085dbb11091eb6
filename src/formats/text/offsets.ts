import type { ScanWarning } from '../scan.js';

/** What is said of offsets (dark counts) in a header: whether they are in the numbers is not declared. */
export function offsetsUnused(names: readonly string[], offsets: readonly number[]): ScanWarning[] {
  const given = names.flatMap((name, k) =>
    Number.isFinite(offsets[k]) && offsets[k] !== 0 ? [`${name} ${offsets[k]}`] : []
  );
  const message = `The header gives offsets (${given.slice(0, 10).join(', ')}); they are not subtracted.`;
  return given.length > 0 ? [{ code: 'scan/offsets-unused', message }] : [];
}
