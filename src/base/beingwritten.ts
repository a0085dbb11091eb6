/** Code of the warning about a scan whose file is still open for writing. */
export const beingWritten = 'file/being-written';

/** Whether a scan is still running, judging by its warnings, so that further points may follow. */
export function isBeingWritten(warnings: readonly { code: string }[]): boolean {
  return warnings.some(({ code }) => code === beingWritten);
}
