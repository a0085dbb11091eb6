import fc from 'fast-check';
import { XESError } from '../../../../src/base/errors';
import { mappingText, parseMapping } from '../../../../src/formats/mapping/mappingtext';
import { mappingKeys, readMapping } from '../../../../src/formats/mapping/readmapping';
import { mappings } from './arbitrary';

const refuse = (why: string) => new Error(why);

describe('a mapping as JSON', () => {
  it('is read in one form, whatever the order of its keys', () => {
    const read = readMapping({ unit: 'KeV', intensity: ['det'], emission: 'en' }, refuse);
    expect(JSON.stringify(read)).toBe('{"emission":"en","intensity":"det","unit":"keV"}');
    expect(readMapping({ counts: ['a', 'b'] }, refuse)).toEqual({ counts: ['a', 'b'] });
    expect(readMapping({}, refuse)).toEqual({});
  });

  it.each([
    [null, 'no object'],
    [[], 'no object'],
    ['emission=1', 'no object'],
    [{ energy: 'x' }, '"energy" is none of incident, emission'],
    [{ __proto__: null, constructor: 'x' }, '"constructor" is none of'],
    [{ emission: '' }, '"emission" is no name'],
    [{ emission: '  ' }, '"emission" is no name'],
    [{ emission: 1 }, '"emission" is no name'],
    [{ emission: null }, '"emission" is no name'],
    [{ emission: ['a', 'b'] }, '"emission" is one array, and 2 are named'],
    [{ intensity: [] }, '"intensity" names 0 arrays'],
    [{ intensity: ['a', 'a'] }, '"intensity" names the same array twice'],
    [{ intensity: [['a']] }, '"intensity" is no name'],
    [{ intensity: 'x'.repeat(1001) }, '"intensity" is no name'],
    [{ unit: 'nm' }, '"unit" is "nm", which is no unit of energy'],
    [{ unit: 'mev' }, '"unit" is "mev"'],
    [{ unit: 3 }, '"unit" is what is given'],
    [{ incident: 'a', emission: 'b', transfer: 'c' }, 'leave one out'],
    [{ intensity: 'a', counts: 'b' }, '"intensity" and "counts" are both named'],
    [{ counts: 'a', sigma: 'b' }, '"sigma" is named beside "counts"'],
    [{ intensity: ['a', 'b'], sigma: 'c' }, '"sigma" names 1 and "intensity" 2 arrays']
  ])('is refused with a message: %j', (value, sentence) => {
    expect(() => readMapping(value, refuse)).toThrow(sentence);
  });

  it('is the same when reread', () => {
    fc.assert(
      fc.property(mappings, mapping => {
        const read = readMapping(mapping, refuse);
        expect(read).toEqual(mapping);
        expect(JSON.stringify(readMapping(JSON.parse(JSON.stringify(read)), refuse))).toBe(
          JSON.stringify(read)
        );
      })
    );
  });
});

describe('a mapping on the command line', () => {
  it('has keys and names; a key given twice names several arrays', () => {
    expect(parseMapping('emission=1,monitor=2,intensity=3')).toEqual({
      emission: '1',
      monitor: '2',
      intensity: '3'
    });
    expect(parseMapping(' incident = E in , counts=upper,counts=lower,unit=kev')).toEqual({
      incident: 'E in',
      counts: ['upper', 'lower'],
      unit: 'keV'
    });
    expect(parseMapping('intensity="I, norm=1",emission=\'a "b"\',time="x ""y"""')).toEqual({
      intensity: 'I, norm=1',
      emission: 'a "b"',
      time: 'x "y"'
    });
    expect(parseMapping('intensity=/1.1/measurement/det')).toEqual({
      intensity: '/1.1/measurement/det'
    });
  });

  it.each([
    ['', 'it says nothing'],
    ['emission', '"emission" is no key and name'],
    ['emission=', '"emission" has no name'],
    ['emission=1,', 'it ends with a comma'],
    ['emission=1,,intensity=2', '",intensity=2" is no key and name'],
    ['emission=1,emission=2', '"emission" is one array, and 2 are named'],
    ['unit=keV,unit=eV', '"unit" is what is given'],
    ['intensity="a', 'is no key and name'],
    ['energy=1', '"energy" is none of incident']
  ])('is refused with a message: %s', (text, sentence) => {
    expect(() => parseMapping(text)).toThrow(
      expect.objectContaining({
        code: 'cli/usage',
        message: expect.stringContaining(sentence) as string
      })
    );
  });

  it('is the same when written and reread', () => {
    fc.assert(
      fc.property(mappings, mapping => {
        fc.pre(Object.keys(mapping).length > 0);
        expect(parseMapping(mappingText(mapping))).toEqual(mapping);
      })
    );
  });

  it('is read or refused by cli/usage, whatever the text is', () => {
    const key = fc.oneof(fc.constantFrom(...mappingKeys), fc.string({ maxLength: 4 }));
    const part = fc.tuple(key, fc.constantFrom('=', ',', '"', "'", '==', ''), fc.string());
    const texts = fc.oneof(
      fc.string(),
      fc.array(part).map(parts => parts.flat().join(''))
    );
    fc.assert(
      fc.property(texts, text => {
        try {
          const mapping = parseMapping(text);
          expect(Object.keys(mapping).length).toBeGreaterThan(0);
          expect(parseMapping(mappingText(mapping))).toEqual(mapping);
        } catch (error) {
          if (!(error instanceof XESError)) {
            throw error;
          }
          expect(error.code).toBe('cli/usage');
        }
      }),
      { numRuns: 2000 }
    );
  });
});
