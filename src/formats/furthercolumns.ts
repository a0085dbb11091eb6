/**
 * Further columns of a curve that are not intensities: number of scans at a point, position in the
 * map.
 */
const units: Readonly<Record<string, string>> = {
  coverage: 'scans',
  incident: 'eV',
  emission: 'eV'
};

/** Whether a further column of a spectrum is an intensity, such as a background. */
export function isCurveColumn(name: string): boolean {
  return !Object.hasOwn(units, name);
}

/** The unit of a further column. @param unit of the curve's intensity; undefined if not known. */
export function columnUnit(name: string, unit: string | undefined): string | undefined {
  return isCurveColumn(name) ? unit : units[name];
}
