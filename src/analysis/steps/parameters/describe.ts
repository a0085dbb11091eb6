import type { JsonSchema, ParameterFacts } from './parameter.js';

type Described = Pick<
  ParameterFacts,
  'kind' | 'min' | 'max' | 'isOpen' | 'choices' | 'takesOthers'
>;

/** The permitted values of a parameter, in words. */
export function inWords(facts: Described): string {
  switch (facts.kind) {
    case 'number':
      return `a number${limits(facts)}`;
    case 'integer':
      return `a whole number${limits(facts)}`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return `${facts.takesOthers ? 'a name, such as ' : ''}${quoted(facts.choices).join(', ')}`;
    case 'text':
      return 'a text';
    case 'range':
      return 'a range LO:HI with LO < HI';
    case 'ranges':
      return 'a list of ranges LO:HI with LO < HI';
    case 'numbers':
      return 'a list of numbers';
    case 'names':
      return 'a list of names';
    case 'texts':
      return 'a list of texts, parted by ";"';
    case 'assignments':
      return 'NAME=NUMBER, any number of them';
    case 'bounds':
      return 'NAME=LO:HI with LO < HI, any number of them';
    case 'expressions':
      return 'NAME=EXPRESSION, any number of them';
  }
}

/** The permitted values of a parameter, as JSON Schema. */
export function inSchema(facts: Described): JsonSchema {
  switch (facts.kind) {
    case 'number':
    case 'integer':
      return {
        type: facts.kind,
        ...(facts.min === undefined
          ? {}
          : { [facts.isOpen ? 'exclusiveMinimum' : 'minimum']: facts.min }),
        ...(facts.max === undefined ? {} : { maximum: facts.max })
      };
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return facts.takesOthers ? word : { enum: [...(facts.choices ?? [])] };
    case 'text':
      return word;
    case 'range':
      return pairOf({ type: 'number' });
    case 'ranges':
      return listOf(pairOf({ type: 'number' }));
    case 'numbers':
      return listOf({ type: 'number' });
    case 'names':
    case 'texts':
      return listOf(word);
    case 'assignments':
      return byName({ type: 'number' });
    case 'bounds':
      return byName(pairOf({ type: ['number', 'null'] }));
    case 'expressions':
      return byName(word);
  }
}

function quoted(words: readonly string[] = []): string[] {
  return words.map(word => `"${word}"`);
}

const word: JsonSchema = { type: 'string', minLength: 1 };

function limits({ min, max, isOpen }: Described): string {
  const below = min === undefined ? '' : ` ${isOpen ? 'above' : 'from'} ${min}`;
  return `${below}${max === undefined ? '' : ` up to ${max}`}`;
}

function pairOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items, minItems: 2, maxItems: 2 };
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

function byName(item: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: item };
}
