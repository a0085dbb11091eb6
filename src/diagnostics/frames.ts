/**
 * Folder of the script whose frame stands first in a stack, with its last `/`; null where there is
 * none. A bundler turns `import.meta.url` into the path of the source on the machine that built it,
 * so a bundle asks a stack where it was served from.
 */
export function scriptFolder(stack: string): string | null {
  return /([a-z][a-z\d+.-]*:\/\/[^\s()]*\/)[^\s()/]*:\d+:\d+/i.exec(stack)?.[1] ?? null;
}
