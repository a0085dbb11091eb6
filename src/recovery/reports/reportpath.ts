/** Whether a path is that of a report, in its folder or flat beside the work. */
export function isReportPath(path?: string): boolean {
  return /(^|\/)(xes-)?(crash|report)-[^/.]*\.json$/.test(path ?? '');
}
