/** Code of the warning of a scan whose file was not closed by what writes it. */
export const beingWritten = 'file/being-written';

/** Whether a scan's warnings say that it is still running: more of it may come. */
export function isBeingWritten(warnings: readonly { code: string }[]): boolean {
  return warnings.some(({ code }) => code === beingWritten);
}
