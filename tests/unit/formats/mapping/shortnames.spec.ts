import fc from 'fast-check';
import { shortNames } from '../../../../src/formats/mapping/shortnames';

describe('short names of paths', () => {
  it('are as short as distinguishes each from the others', () => {
    expect(shortNames(['/e/m/x', '/e/m/y', '/e/n/x', '/x'])).toEqual(['m/x', 'y', 'n/x', '/x']);
  });

  it('are shorter for preferred paths', () => {
    const paths = ['/e/positions/en', '/e/measurement/en', '/e/positions/z'];
    expect(shortNames(paths, i => i !== 1)).toEqual(['positions/en', 'en', 'z']);
  });

  it('are unique', () => {
    const part = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), fc.integer(), (paths, mask) => {
        const names = shortNames(paths, i => ((mask >> i) & 1) === 1);
        expect(new Set(names).size).toBe(paths.length);
        names.forEach((name, i) => expect(paths[i].endsWith(name)).toBe(true));
      })
    );
  });
});
