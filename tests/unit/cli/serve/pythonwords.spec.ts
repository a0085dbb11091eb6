import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { Shaped } from '../../../../src/cli/serve/arrays';
import { forPython, inPythonsWords } from '../../../../src/cli/serve/pythonwords';

const source = path.join(__dirname, '../../../../src');

/** Code that is never run from Python: the command line itself, and the page. */
const elsewhere =
  /^(?:cli\/(?:commands\/|python\/|options|help|arguments|bin|main|lead|work|manual|inspect|settings|analysisfile|figurevalues)|plugins|widgets|plots|viewer|compute|diagnostics|documents|model|formats\/schema\/jsonschema|io\/httpsource)/;

/** Texts in the engine's source, with X for interpolations. */
function texts(): { file: string; text: string }[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(
      file => file.endsWith('.ts') && !elsewhere.test(file) && !file.endsWith('pythonwords.ts')
    );
  return files.flatMap(file => {
    const tree = ts.createSourceFile(
      file,
      readFileSync(path.join(source, file), 'utf8'),
      ts.ScriptTarget.Latest
    );
    const found: { file: string; text: string }[] = [];
    const look = (node: ts.Node) => {
      if (ts.isStringLiteralLike(node)) {
        found.push({ file, text: node.text });
      } else if (ts.isTemplateExpression(node)) {
        const rest = node.templateSpans.map(span => `X${span.literal.text}`);
        found.push({ file, text: node.head.text + rest.join('') });
      }
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  });
}

/** Words that only the command line uses. */
const foreign =
  /(?<![-\w])--[a-z]|\bLO:HI\b|\bNAME=[A-Z]|in the command line|jupyterlab-xes (?:cut|run|[a-z]+ --)/;

describe('messages of the engine in the words of Python', () => {
  it('have no option in them, whichever message it is', () => {
    const sentences = texts().filter(({ text }) => foreign.test(text) && text.includes(' '));
    expect(sentences.length).toBeGreaterThan(15);
    const left = sentences.filter(({ text }) => foreign.test(inPythonsWords(text)));
    expect(left).toEqual([]);
  });

  it.each([
    [
      'smooth: window is true; it must be a whole number.',
      'smooth: window is True; it must be a whole number.'
    ],
    [
      'area: range is [2,1]; it must be a range LO:HI with LO < HI, in eV.',
      'area: range is [2,1]; it must be a pair (low, high) with low < high, in eV.'
    ],
    ['Say it: --columns emission=1,intensity=2', 'Say it: columns="emission=1,intensity=2"'],
    [
      `Say it: --columns 'emission="a b",intensity=it'\\''s'`,
      `Say it: columns="emission=\\"a b\\",intensity=it's"`
    ],
    [
      'which is read (*Columns…* in the viewer, --columns intensity=NAME in the command line): a',
      'which is read (*Columns…* in the viewer, columns="intensity=NAME" of xes.open): a'
    ],
    [
      'This scan has several arms: say --channel upper or lower.',
      'This scan has several arms: say channel="upper" or "lower".'
    ],
    ['It has fromIncident, at.', 'It has from_incident, at.'],
    ['/data/a--b/scan--x.nxs is not there.', '/data/a--b/scan--x.nxs is not there.']
  ])('%s', (sentence, expected) => {
    expect(inPythonsWords(sentence)).toBe(expected);
  });

  it('are found in any position, and nothing else is touched', () => {
    const values = Float64Array.of(1, 2);
    const shaped = new Shaped(values, [1, 2]);
    const warning = { code: 'cli/usage', message: 'Choose another --out.' };
    expect(
      forPython({ deep: [{ warnings: [warning] }], label: 'a --out b', values, shaped, none: null })
    ).toEqual({
      deep: [{ warnings: [{ code: 'python/argument', message: 'Choose another folder as out.' }] }],
      label: 'a --out b',
      values,
      shaped,
      none: null
    });
  });
});
