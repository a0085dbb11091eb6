/**
 * URL of the folder of the script in a stack's first frame, with a trailing `/`; null if there is
 * none. A bundler replaces `import.meta.url` by the path on the machine that built it, so a bundle
 * finds out from a stack where it was served from.
 */
export function scriptFolder(stack: string): string | null {
  return /([a-z][a-z\d+.-]*:\/\/[^\s()]*\/)[^\s()/]*:\d+:\d+/i.exec(stack)?.[1] ?? null;
}
