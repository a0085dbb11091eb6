import type { ScanWarning } from '../scan.js';

/**
 * The warning about offsets (dark counts) in a header: the file does not declare whether they are
 * already subtracted.
 */
export function offsetsUnused(names: readonly string[], offsets: readonly number[]): ScanWarning[] {
  const offsetTexts = names.flatMap((name, k) =>
    Number.isFinite(offsets[k]) && offsets[k] !== 0 ? [`${name} ${offsets[k]}`] : []
  );
  const message = `The header gives offsets (${offsetTexts.slice(0, 10).join(', ')}); they are not subtracted.`;
  return offsetTexts.length > 0 ? [{ code: 'scan/offsets-unused', message }] : [];
}
