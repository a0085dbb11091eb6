/** What stands beside a curve without being of its kind: how many scans a point has, where it lies in the map. */
const units: Readonly<Record<string, string>> = {
  coverage: 'scans',
  incident: 'eV',
  emission: 'eV'
};

/** Whether a further column of a spectrum is a curve of the intensity's kind, such as a background. */
export function isCurveColumn(name: string): boolean {
  return !Object.hasOwn(units, name);
}

/** The unit of a further column. @param unit of the intensity beside it; undefined where it is not known. */
export function columnUnit(name: string, unit: string | undefined): string | undefined {
  return isCurveColumn(name) ? unit : units[name];
}
