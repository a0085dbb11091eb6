/** Whether a name matches a pattern in which `*` stands for any characters; in linear time. */
export function matchesGlob(glob: string, name: string): boolean {
  const [first, ...others] = glob.split('*');
  const last = others.pop();
  if (last === undefined) {
    return name === glob;
  }
  if (!name.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return name.length >= at + last.length && name.endsWith(last);
}

export function isGlob(path: string): boolean {
  return path.includes('*');
}
