import type { Step } from '../../analysis/steps/index.js';
import { membersOf, type Member } from './source.js';
import { inputArguments, parameterArguments, type Argument } from './arguments.js';
import { pythonName } from './words.js';

/** The hand-written parts of the package, in listing order. */
const modules: readonly (readonly [path: string, names: readonly string[]])[] = [
  ['jupyterlab_xes/api/scan.py', ['open', 'Scan']],
  ['jupyterlab_xes/api/table.py', ['spectrum']],
  ['jupyterlab_xes/api/result.py', ['Result']],
  ['jupyterlab_xes/api/results.py', ['Results']],
  ['jupyterlab_xes/api/number.py', ['Number']],
  ['jupyterlab_xes/api/analysis.py', ['Analysis']],
  ['jupyterlab_xes/api/batch.py', ['run', 'RunResult']],
  ['jupyterlab_xes/api/warned.py', ['XESWarning']],
  ['jupyterlab_xes/demo/__init__.py', ['demo_scans']]
];

/**
 * The reference of the Python package, as Markdown, from its docstrings and the descriptions of
 * steps.
 */
export function pythonReference(steps: readonly Step[], read: (path: string) => string): string {
  return [
    '# The Python package',
    '',
    '<!-- Made by `npm run generate` from the docstrings in jupyterlab_xes/api and the steps in src/analysis/steps; a test holds it to them. -->',
    '',
    '`import jupyterlab_xes as xes`. How it is used stands in [`notebook.md`](notebook.md); this page lists what there is.',
    '',
    '## Scans, results, analyses',
    '',
    ...modules.flatMap(([path, names]) =>
      membersOf(read(path), names).flatMap(member => memberSection(member))
    ),
    '## The steps',
    '',
    'Each works on scans, results, paths and pandas frames, and gives a `Result`; a step that works on each of its inputs alone gives `Results` where it is given a list. All but the inputs is given by name. `label` says what the result is called.',
    '',
    ...steps.flatMap(step => stepSection(step))
  ].join('\n');
}

function memberSection({ name, signature, doc, members }: Member): string[] {
  return [
    `### ${name}`,
    '',
    '```python',
    ...signature,
    '```',
    '',
    ...docText(doc),
    ...members.flatMap(member => [
      `#### ${name}.${member.name}`,
      '',
      '```python',
      ...member.signature,
      '```',
      '',
      ...docText(member.doc)
    ])
  ];
}

/** A docstring as Markdown: its numpydoc sections as lists. */
function docText(doc: readonly string[]): string[] {
  const lines: string[] = [];
  let isList = false;
  let isCode = false;
  doc.forEach((line, i) => {
    if (/^-{3,}$/.test(line)) {
      return;
    }
    const isHead = /^-{3,}$/.test(doc[i + 1] ?? '');
    if (isCode !== /^(>>>|\.\.\. )/.test(line)) {
      isCode = !isCode;
      lines.push(isCode ? '```python' : '```');
    }
    if (isHead) {
      isList = line !== 'Examples';
      lines.push(`*${line}*`, '');
    } else if (isList && /^\S/.test(line)) {
      lines.push(`- \`${line}\``);
    } else {
      lines.push(isCode ? line.slice(4) : isList ? line.replace(/^ {4}/, '  ') : line);
    }
  });
  return [...lines, ...(isCode ? ['```'] : []), ''];
}

function stepSection(step: Step): string[] {
  const { first, further } = inputArguments(step);
  const named = [...(further ? [further] : []), ...parameterArguments(step)];
  const all = [...first, ...named];
  const call = [...first.map(({ name }) => name), ...named.map(argument => shortly(argument))].join(
    ', '
  );
  return [
    `### ${pythonName(step.name)}`,
    '',
    '```python',
    `xes.${pythonName(step.name)}(${call})`,
    '```',
    '',
    step.title,
    '',
    '| argument | | |',
    '| --- | --- | --- |',
    ...all.map(({ name, words, description }) => row([`\`${name}\``, description, words])),
    ''
  ];
}

function shortly({ name, default: value }: Argument): string {
  return value === null ? `${name}=…` : `${name}=${value}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
