import type { IBreadcrumb } from './breadcrumbs.js';
import { plain } from './plain.js';
import { analysisName } from './reporttext.js';
import type { ICrashReport, IErrorFacts, Reason } from './report.js';

const titles: Record<Reason, string> = {
  error: 'Something failed',
  'unclean-end': 'JupyterLab ended while documents were open',
  discarded: 'The browser discarded the tab',
  'on-demand': 'Report on demand'
};

/** Most events in the text; the report has all. */
const maxEvents = 30;

/** A report for reading, redacted: error, versions, open documents, last events, stack. */
export function reportMarkdown(report: ICrashReport): string {
  const clean = plain(report) as ICrashReport;
  const { reason, time, id, doing, path, error, events, environment, snapshot, analyses } = clean;
  const { server, viewer } = clean.health ?? {};
  const when = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3 $4:$5:$6 UTC');
  const parts = [
    `# ${titles[reason] ?? titles.error}`,
    facts({ When: when, Report: id, Doing: doing, Document: path ?? '–' }),
    '## What happened',
    fenced(causes(error)),
    '## Versions',
    facts(environment),
    '## What was open',
    facts(snapshot),
    ...analyses.map(
      ({ path }, index) => `- analysis ${code(path)}, saved as ${code(analysisName(report, index))}`
    ),
    ...(viewer ? ['## Viewer', facts({ ...viewer })] : []),
    ...(server ? ['## Server', facts({ ...server })] : []),
    '## Last events',
    events.length > 0 ? fenced(events.slice(-maxEvents).map(line).join('\n')) : 'None.',
    '## Stack',
    fenced(error.mappedStack ?? error.stack ?? 'None.')
  ];
  return parts.filter(part => part !== '').join('\n\n') + '\n';
}

function causes({ name, message, code, cause }: IErrorFacts): string {
  const line = `${name}: ${message}${code ? ` [${code}]` : ''}`;
  return cause ? `${line}\n  caused by ${causes(cause)}` : line;
}

function facts(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([key, value]) => `- ${key}: ${code(typeof value === 'string' ? value : json(value))}`)
    .join('\n');
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function line({ time, level, message, path, count }: IBreadcrumb): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${time} ${level} ${path ? `${path}: ` : ''}${message}${times}`;
}

/** Text as inline code, whatever it contains: JupyterLab renders the file. */
function code(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  return line.includes('`') ? `\`\` ${line.replaceAll('``', "''")} \`\`` : `\`${line}\``;
}

function fenced(text: string): string {
  return '````text\n' + text.replaceAll('````', "''''") + '\n````';
}
