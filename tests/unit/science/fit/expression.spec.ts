import fc from 'fast-check';
import { compile, namesIn } from '../../../../src/science/expression/expression';

function evaluate(text: string, values: Record<string, number> = {}) {
  const node = compile(text, Object.keys(values));
  node.run(Float64Array.from(Object.values(values)));
  return { value: node.value, gradient: [...node.gradient] };
}

describe('an expression', () => {
  it.each([
    ['1 + 2*3', 7],
    ['-2**2', -4],
    ['2**-1', 0.5],
    ['2**3**2', 512],
    ['(1+2)*3/4', 2.25],
    ['1e-3*.5e1', 0.005],
    ['sqrt(2)**2', 2],
    ['min(3, max(1, 2))', 2],
    ['pi/atan(1)', 4],
    ['10^2', 100],
    ['-+-1', 1]
  ])('%s is %d', (text, expected) => {
    expect(evaluate(text).value).toBeCloseTo(expected, 14);
  });

  it.each([
    ['1 +', 'character 4'],
    ['(1', '“)” is missing'],
    ['a b', '“b” is not expected'],
    ['nothing', 'no parameter “nothing”'],
    ['sinc(1)', 'no function “sinc”'],
    ['1 ; 2', '“;” has no meaning'],
    ['a.constructor', 'has no meaning'],
    ['', '“(” is missing'],
    ['('.repeat(2000), 'more than 1000 characters']
  ])('%s is refused', (text, why) => {
    expect(() => compile(text, ['a', 'b'])).toThrow(why);
  });

  it('lists its names', () => {
    expect(namesIn('a*exp(-b/a) + pi + max(c, 1)')).toEqual(['a', 'b', 'c']);
  });

  it.each([
    'a*exp(-b*a)/(1+b**2)',
    'sin(a)*cos(b)-tan(a*0.2)',
    'log(1+a**2)**b + log10(2+b)',
    'a**b + sqrt(a)*abs(b)',
    'erf(a)+erfc(b)+erfcx(a)+lgamma(a+b)',
    'atan(a)+asin(b/9)+acos(a/9)+sinh(b)+cosh(a)+tanh(b)',
    'max(a, 3*b) - min(a, 2)'
  ])('%s is derived exactly', text => {
    const range = fc.double({ min: 0.3, max: 2.2, noNaN: true });
    fc.assert(
      fc.property(range, range, (a, b) => {
        fc.pre(Math.abs(a - 3 * b) > 0.05 && Math.abs(a - 2) > 0.05);
        const { gradient } = evaluate(text, { a, b });
        const h = 1e-3;
        const by = (da: number, db: number) => {
          const at = (n: number) => evaluate(text, { a: a + n * da, b: b + n * db }).value;
          return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
        };
        [by(h, 0), by(0, h)].forEach((expected, k) => {
          expect(Math.abs(gradient[k] - expected)).toBeLessThan(1e-7 * (1 + Math.abs(expected)));
        });
      })
    );
  });
});
