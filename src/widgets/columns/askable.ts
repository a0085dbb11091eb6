/** Whether a scan that can't be read for this reason can, once a person has said what its file holds. */
export function isAskable(code: string): boolean {
  return code === 'scan/columns-unknown' || code === 'scan/entry-missing';
}
