/** A pattern of a name, in which `*` stands for any characters. */
export function globPattern(glob: string): RegExp {
  const parts = glob.split(/\*+/).map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

export function isGlob(path: string): boolean {
  return path.includes('*');
}
