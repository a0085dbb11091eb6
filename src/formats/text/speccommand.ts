/** Commands with one motor or several that move together: motor start stop …, intervals, time. */
const together = /^(?:a|d|a2|d2|a3|d3|a4|d4)scan$|^lup$|^lineup$/;

/** Number of points planned by a scan command; null for an unknown command. */
export function plannedPoints(command: string): number | null {
  const [name, ...words] = command.split(/\s+/);
  const counts =
    name === 'mesh' || name === 'amesh' || name === 'dmesh'
      ? [words[3], words[7]]
      : together.test(name) && (words.length - 2) % 3 === 0
        ? [words[words.length - 2]]
        : [];
  const points = counts.map(word => (/^\d{1,7}$/.test(word ?? '') ? Number(word) + 1 : NaN));
  const planned = points.reduce((product, count) => product * count, 1);
  return counts.length > 0 && Number.isFinite(planned) ? planned : null;
}
