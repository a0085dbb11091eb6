import fc from 'fast-check';
import { parseArguments } from '../../../src/cli/arguments';
import { commands } from '../../../src/cli/commands';
import { commandHelp, help } from '../../../src/cli/help';
import { XESError } from '../../../src/base/errors';

const command = (name: string) => {
  const found = commands.find(entry => entry.name === name);
  if (!found) {
    throw new Error(name);
  }
  return found;
};
const background = (...words: string[]) =>
  parseArguments(command('background'), ['a.csv', '--out', 'b.csv', ...words]).options;
const refusal = (...words: string[]) => {
  try {
    background(...words);
    return '';
  } catch (error) {
    expect(error).toHaveProperty('code', 'cli/usage');
    return (error as Error).message;
  }
};

describe('parseArguments', () => {
  it('accepts lists in one word, in several, and by repetition', () => {
    const wanted = [
      [1, 2],
      [3, 4]
    ];
    expect(background('--exclude', '1:2,3:4').exclude).toEqual(wanted);
    expect(background('--exclude', '1:2', '3:4').exclude).toEqual(wanted);
    expect(background('--exclude=1:2', '--exclude=3:4').exclude).toEqual(wanted);
    expect(background('--set', 'a=1', '--set', 'b=-2e3').set).toEqual({ a: 1, b: -2000 });
    expect(background('--fix', 'a,b', '--fix', 'c').fix).toEqual(['a', 'b', 'c']);
    expect(background('--exclude', '-5:-3', '-1:2', '--fix', 'a')).toMatchObject({
      exclude: [
        [-5, -3],
        [-1, 2]
      ],
      fix: ['a']
    });
  });

  it('accepts files after --, and negative numbers as values', () => {
    const { files } = parseArguments(command('spectrum'), ['--out', 'a.csv', '--', '--odd.nxs']);
    expect(files).toEqual(['--odd.nxs']);
    const odd = parseArguments(command('spectrum'), ['-a-b.nxs', '--out', 'a.csv']);
    expect([odd.files, odd.options.out]).toEqual([['-a-b.nxs'], 'a.csv']);
    const words = ['a', '--type', 'CET', '--at', '-1.5', '--out', 'b.csv'];
    expect(parseArguments(command('cut'), words).options.at).toBe(-1.5);
  });

  it('fills in defaults', () => {
    expect(background()).toEqual({
      join: null,
      model: 'linear',
      set: {},
      fix: [],
      exclude: [],
      include: [],
      weights: null,
      channel: null,
      out: 'b.csv',
      entry: null,
      columns: null
    });
  });

  it.each([
    [['--colour', 'red'], 'There is no option --colour.'],
    [['--exlude', '1:2'], 'Did you mean --exclude?'],
    [
      ['--exclude', '2:1'],
      '--exclude is "2:1"; it must be a list of ranges LO:HI with LO < HI, in eV.'
    ],
    [['--weights', 'some'], '--weights is "some"; it must be "poisson", "none".'],
    [['--model', 'a', '--model', 'b'], 'Option --model is given twice.'],
    [['--set'], 'Option --set needs a value'],
    [['another.csv'], 'background takes FILE; 2 are named.']
  ])('refuses %j', (words, sentence) => {
    expect(refusal(...words)).toContain(sentence);
    expect(refusal(...words)).toContain('See "jupyterlab-xes background --help".');
  });

  it('refuses whatever it does not understand, with a message', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('--set', '--exclude', '--at', '--', '--json')
    );
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.array(word), (entry, words) => {
        try {
          const { files, options } = parseArguments(entry, words);
          expect(Object.keys(options)).toEqual(Object.keys(entry.options));
          expect(files.length).toBeLessThanOrEqual(entry.files.atMost);
        } catch (error) {
          expect(error).toBeInstanceOf(XESError);
          expect(error).toHaveProperty('code', 'cli/usage');
        }
      })
    );
  });
});

describe('help', () => {
  it('has lines that fit a terminal, and names all commands', () => {
    const texts = [help(commands), ...commands.map(commandHelp)];
    const lines = texts.flatMap(text => text.split('\n'));
    const long = lines.filter(line => line.length > 92 && !/jupyterlab-xes/.test(line));
    expect(long).toEqual([]);
    commands.forEach(({ name }) => expect(texts[0]).toMatch(new RegExp(`^  ${name} `, 'm')));
  });

  it('has examples that the parser accepts', () => {
    for (const one of commands) {
      for (const { line } of one.examples) {
        const words = line.match(/"[^"]*"|\S+/g)?.map(word => word.replace(/"/g, '')) ?? [];
        expect(words[0]).toBe(one.name);
        expect(() => parseArguments(one, words.slice(1))).not.toThrow();
      }
    }
  });
});
