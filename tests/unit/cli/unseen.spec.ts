import { pythonText } from '../../../src/analysis/code/words';
import { harmlessJson, harmlessText, printable } from '../../../src/cli/printable';

/** Characters that change the direction of text. */
const turning = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e].concat([
  0x2066, 0x2067, 0x2068, 0x2069
]);

/** Invisible characters, and line ends. */
const unseen = [
  0x7f, 0x85, 0x9b, 0xad, 0x034f, 0x115f, 0x180e, 0x200b, 0x200d, 0x2028, 0x2029
].concat([0x2060, 0x2064, 0x206f, 0x3164, 0xfeff, 0xfff9, 0xe0001, 0xe0041]);

const shown = (code: number) => `U+${code.toString(16)}`;

describe('invisible and bidirectional characters', () => {
  it.each(turning.map(code => [shown(code), code]))('%s reaches no terminal', (_, code) => {
    const name = `a${String.fromCodePoint(Number(code))}b`;
    expect(harmlessText(name)).toBe('a·b');
    expect(printable(name)).toBe('a·b');
    const json = harmlessJson(JSON.stringify(name));
    expect(json).not.toContain(name);
    expect(JSON.parse(json)).toBe(name);
  });

  it.each([...turning, ...unseen].map(code => [shown(code), code]))(
    '%s is escaped in code',
    (_, code) => {
      const text = pythonText(`a${String.fromCodePoint(Number(code))}b`);
      expect(text).toMatch(/^"a\\(?:u[0-9a-f]{4}|U[0-9a-f]{8})b"$/);
      expect(parseInt(text.slice(4, -2), 16)).toBe(code);
    }
  );

  it('leave letters of every script, and tabs and lines of messages', () => {
    const text = 'Zn Kβ₁,₃ π 試料 образец עברית عينة 😀';
    expect(harmlessText(`${text}\t\n`)).toBe(`${text}\t\n`);
    expect(pythonText(text)).toBe(`"${text}"`);
  });
});
