import { pythonName, pythonText } from '../../analysis/code/words.js';
import type { Parameter } from '../../analysis/steps/parameters/index.js';

export { pythonName, pythonText };

type Typed = Pick<Parameter<unknown>, 'kind' | 'choices' | 'takesOthers' | 'default'>;

/** The type of a parameter, as an annotation. */
export function pythonType(parameter: Typed): string {
  const type = typeOf(parameter);
  return parameter.default === null ? `${type} | None` : type;
}

type Kind = Typed['kind'];

/** Annotation and description of each kind; those of a choice depend on its words. */
const kinds: Readonly<Record<Exclude<Kind, 'choice'>, readonly [type: string, words: string]>> = {
  number: ['float', 'float'],
  integer: ['int', 'int'],
  flag: ['bool', 'bool'],
  text: ['str', 'str'],
  range: ['Range', '(low, high)'],
  ranges: ['Sequence[Range]', 'list of (low, high)'],
  numbers: ['Sequence[float]', 'list of float'],
  names: ['Sequence[str]', 'list of str'],
  texts: ['Sequence[str]', 'list of str'],
  assignments: ['Mapping[str, float]', 'dict of float by name'],
  bounds: ['Mapping[str, Bounds]', 'dict of (low, high) by name, either None where there is none'],
  expressions: ['Mapping[str, str]', 'dict of str by name']
};

function typeOf({ kind, choices = [], takesOthers }: Typed): string {
  if (kind === 'choice') {
    return takesOthers ? 'str' : `Literal[${choices.map(pythonText).join(', ')}]`;
  }
  return kinds[kind][0];
}

type Described = Typed & Pick<Parameter<unknown>, 'unit' | 'min' | 'max' | 'isOpen'>;

/** The permitted values of a parameter: type, unit, limits. */
export function pythonWords(parameter: Described): string {
  const { unit } = parameter;
  const words = `${wordsOf(parameter)}${limits(parameter)}`;
  return unit ? `${words}, in ${unit}` : words;
}

function wordsOf({ kind, choices = [], takesOthers }: Typed): string {
  if (kind === 'choice') {
    const all = choices.map(pythonText).join(', ');
    return takesOthers ? `str, such as ${all}` : `{${all}}`;
  }
  return kinds[kind][1];
}

function limits({ min, max, isOpen }: Pick<Described, 'min' | 'max' | 'isOpen'>): string {
  const below = min === undefined ? [] : [`${isOpen ? '>' : '≥'} ${min}`];
  const above = max === undefined ? [] : [`≤ ${max}`];
  const both = [...below, ...above].join(', ');
  return both === '' ? '' : ` (${both})`;
}

/** A default as a Python literal. Lists are tuples: a shared default must not be changed. */
export function pythonDefault({ kind, default: value }: Typed): string {
  if (value === null) {
    return 'None';
  }
  if (kind === 'assignments' || kind === 'bounds' || kind === 'expressions') {
    return '{}';
  }
  return pythonValue(value);
}

function pythonValue(value: unknown): string {
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (Array.isArray(value)) {
    const items = value.map(pythonValue);
    return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
  }
  return typeof value === 'string' ? pythonText(value) : String(value);
}

/** Text in lines of limited length, each indented. */
export function wrapped(text: string, indent: string, width = 100): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines;
}
