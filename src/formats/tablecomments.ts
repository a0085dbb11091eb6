/** The title that our own tables have as a comment; empty without one. */
export function titleIn(comments: readonly string[]): string {
  return firstOf(comments, /^title: (.*)$/) ?? '';
}

/** The unit of the intensity, where our own tables say one. */
export function unitIn(comments: readonly string[]): string | undefined {
  return firstOf(comments, /^intensity: (.+)$/);
}

/** How far readings of one energy differ, eV, as our own tables say beside the axis; 0 where they do not. */
export function jitterIn(comments: readonly string[]): number {
  return Number(firstOf(comments, /^energy: .*readings differ by up to ([\d.]+) eV/) ?? 0);
}

/** The same where the axis is the incident energy. */
export function incidentJitterOf(comments: readonly string[]): number {
  return jitterIn(comments.filter(comment => comment.startsWith('energy: incident')));
}

/** What the first comment that is so has in its first group. */
export function firstOf(comments: readonly string[], pattern: RegExp): string | undefined {
  return comments.map(comment => pattern.exec(comment)?.[1]).find(one => one !== undefined);
}
