import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { plain, redact } from '../../../src/diagnostics/index.js';

interface IVectors {
  /** A secret, the text around it with § in its place, and the redacted forms of both. */
  leaks: [string, string, string][];
  keeps: string[];
  clean: [string, string][];
  /** A text and how often it is repeated. */
  long: [string, number][];
  secretKeys: string[];
  plainKeys: string[];
}

const file = path.resolve(__dirname, '../../../jupyterlab_xes/redaction.json');
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: IVectors };

const letters = (alphabet: string, minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength, maxLength })
    .map(characters => characters.join(''));

/** Upper case with a marker in front: found again only if it was really left in the text. */
const planted = letters('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 12, 40).map(text => 'Zq' + text);
const hex = letters('0123456789abcdef', 32, 64);
const jwt = fc.tuple(planted, planted, planted).map(parts => 'eyJ' + parts.join('.'));

const queryKey = fc.constantFrom(
  'token',
  'auth',
  'key',
  'code',
  'state',
  'xsrf',
  '_xsrf',
  'password',
  'access_token',
  'X-Amz-Security-Token'
);

/** Texts with a secret in them, and the secret. */
const leaks = fc.oneof(
  fc.tuple(queryKey, planted).map(([key, s]) => [`http://hub/x?a=1&${key}=${s}&b=2`, s]),
  fc.tuple(queryKey, planted).map(([key, s]) => [`http://hub/lab?${key}=${s}#top`, s]),
  planted.map(s => [`http://hub/lab#access_token=${s}`, s]),
  planted.map(s => [`/hub/login?next=%2Flab%3Ftoken%3D${s}%26reset`, s]),
  planted.map(s => [`Authorization: token ${s}`, s]),
  planted.map(s => [`Authorization: Basic ${s}==`, s]),
  planted.map(s => [`{"Authorization": "Bearer ${s}"}`, s]),
  planted.map(s => [`refused: bearer ${s}.`, s]),
  planted.map(s => [`token ${s} is not known`, s]),
  fc.tuple(planted, planted).map(([a, s]) => [`Cookie: jupyterhub-session-id=${a}; _xsrf=${s}`, s]),
  fc.tuple(planted, planted).map(([s, b]) => [`Set-Cookie: hub=${s}; _xsrf=${b}; Path=/`, s]),
  planted.map(s => [`X-XSRFToken: ${s}`, s]),
  planted.map(s => [`JUPYTERHUB_API_TOKEN=${s}`, s]),
  planted.map(s => [`https://me:${s}@hub/x`, s]),
  hex.map(s => [`session ${s} has ended`, s]),
  jwt.map(s => [`got ${s} back`, s]),
  planted.map(s => [`written by ${s}@example.org today`, s]),
  planted.map(s => [`?user=${s}%40mail.example.org`, s]),
  planted.map(s => [`no such file: /home/${s}/scan.nxs`, s]),
  planted.map(s => [`at file:///Users/${s}/lab/index.js:3:7`, s]),
  planted.map(s => [`C:\\Users\\${s}\\scan.dat`, s]),
  planted.map(s => [`GET https://hub/user/${s}/api/contents/a.nxs 403`, s]),
  planted.map(s => [`next=%2Fuser%2F${s}%2Flab`, s])
);

/** Contains nothing that a rule could take for the start of something longer. */
const around = letters('abc \n.,(', 0, 30).map(text => `${text} `);

describe('the rules shared by page and server', () => {
  it.each(vectors.leaks)('remove %s from %s', (secret, around, expected) => {
    const clean = redact(around.replaceAll('§', () => secret));
    expect(clean).toBe(expected);
    expect(clean).not.toContain(secret);
    expect(redact(clean)).toBe(clean);
  });

  it.each(vectors.keeps)('leave alone: %s', text => {
    expect(redact(text)).toBe(text);
  });

  it.each(vectors.clean)('change %s into %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each(vectors.secretKeys)('remove the whole value under the name %s', name => {
    for (const value of ['plain words', ['plain words'], { inner: 'plain words' }]) {
      expect(plain({ [name]: value })).toEqual({ [name]: '[secret]' });
    }
    expect(plain({ [name]: 3, [`${name}s`]: true })).toEqual({ [name]: 3, [`${name}s`]: true });
  });

  it.each(vectors.plainKeys)('leave the value under the name %s', name => {
    expect(plain({ [name]: 'plain words' })).toEqual({ [name]: 'plain words' });
  });

  it.each(vectors.long)('take linear time over a long run of %j', (unit, times) => {
    // quadratic time over these takes minutes
    redact(unit.repeat(times));
  });
});

describe('redact', () => {
  it('leaves nothing that was planted, in any position', () => {
    fc.assert(
      fc.property(around, leaks, around, (before, [text, secret], after) => {
        const clean = redact(before + text + ' ' + after);
        expect(clean).not.toContain(secret);
        expect(redact(clean)).toBe(clean);
      }),
      { numRuns: 1500 }
    );
  });

  it('removes known secrets, plain and as part of a URL, but no short ones', () => {
    expect(redact('a p@ss/1 b p%40ss%2F1 c', ['p@ss/1'])).toBe('a [secret] b [secret] c');
    expect(redact('a map', ['a', ''])).toBe('a map');
  });

  it('leaves what a person needs to read', () => {
    for (const text of [
      'The file i20-1234_medipix.nxs holds no /entry1/I1/XESEnergyUpper',
      'scan/no-energy: 41 × 1001 points, 7130.5 eV',
      'TypeError: x is undefined at map.ts:12:7',
      'keyword = state of the art, code 7'
    ]) {
      expect(redact(text)).toBe(text);
    }
    expect(redact('/home/ann/data/a.nxs')).toBe('~/data/a.nxs');
    expect(redact('https://hub/user/ann/files/a.nxs')).toBe('https://hub/user/~/files/a.nxs');
    expect(redact('mail ann@example.org')).toBe('mail [email]');
  });
});

describe('plain', () => {
  it('redacts strings, keys and values with a sensitive name, and stays JSON', () => {
    fc.assert(
      fc.property(leaks, planted, ([text, secret], value) => {
        const json = JSON.stringify(
          plain({ [text]: [`"${text}" \\"q\\"`], deep: { text }, token: value, n: 1 })
        );
        expect(json).not.toContain(secret);
        expect(json).not.toContain(value);
        expect(JSON.parse(json)).toHaveProperty('n', 1);
      })
    );
  });

  it('retains codes and states, and handles what JSON refuses', () => {
    const loop: Record<string, unknown> = { code: 'scan/no-energy', state: 'open', big: 3n };
    loop.self = loop;
    expect(plain(loop)).toEqual({
      code: 'scan/no-energy',
      state: 'open',
      big: '3',
      self: '[circular]'
    });
  });
});
