/** Whether a path is that of a report, in `xes-diagnostics` or flat next to the work. */
export function isReportPath(path?: string): boolean {
  return /(^|\/)(xes-)?(crash|report)-[^/.]*\.json$/.test(path ?? '');
}
