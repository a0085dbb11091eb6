/** A title as the name of a file, with dashes in the place of what a disk or a shell would stumble on; it may be empty. */
export function plainName(title: string): string {
  return title.replace(/[^\p{L}\p{N}._+]+/gu, '-').replace(/^-+|-+$/g, '');
}
