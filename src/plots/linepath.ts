/**
 * SVG path of a line, interrupted at points that are not finite: a gap in the data is a gap in the
 * path.
 */
export function linePath(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  toX: (value: number) => number,
  toY: (value: number) => number
): string {
  let path = '';
  let pen = 'M';
  for (let i = 0; i < x.length; i++) {
    const [u, v] = [toX(x[i]), toY(y[i])];
    if (Number.isFinite(u) && Number.isFinite(v)) {
      path += `${pen}${u.toFixed(1)} ${v.toFixed(1)}`;
      pen = 'L';
    } else {
      pen = 'M';
    }
  }
  return path;
}
