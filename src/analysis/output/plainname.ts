/**
 * A title as a file name, with dashes for characters that cause trouble on disks or in shells; it
 * may be empty.
 */
export function plainName(title: string): string {
  return title.replace(/[^\p{L}\p{N}._+]+/gu, '-').replace(/^-+|-+$/g, '');
}
