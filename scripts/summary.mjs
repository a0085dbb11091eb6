// The end of a test run: times, failures, and a last line with totals.

/** Slowest files listed for each suite. */
const most = 10;

/** Print the summary of all reports. @returns the exit code. */
export function summarise(reports, seconds) {
  console.log('\n== time');
  for (const { name, seconds: taken, files } of reports) {
    console.log(`${taken.toFixed(1).padStart(7)} s  ${name}`);
    const slowest = [...files].sort((a, b) => b.seconds - a.seconds).slice(0, most);
    for (const file of slowest) {
      console.log(`${file.seconds.toFixed(1).padStart(13)} s  ${file.name}`);
    }
  }
  console.log(`${seconds.toFixed(1).padStart(7)} s  in all`);

  const failures = reports.flatMap(({ name, failures: list }) =>
    list.map(failure => `[${name}] ${failure}`)
  );
  if (failures.length > 0) {
    console.log(`\n== what failed\n${failures.join('\n\n')}`);
  }
  const sum = what => reports.reduce((total, report) => total + report[what], 0);
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}
