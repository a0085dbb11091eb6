import { deflated, utf8 } from './bytes.js';
import { codeOf } from './codeof.js';
import type { IFont } from './font.js';
import type { PdfObjects } from './pdfobjects.js';

const name = 'XESSans';

/**
 * A font restricted to the letters used, with their mapping, so that text can be searched and
 * copied.
 * @param letters all letters written. @returns the number of its object.
 */
export async function fontObject(
  font: IFont,
  letters: ReadonlySet<string>,
  objects: PdfObjects
): Promise<number> {
  const inUnits = (value: number) => Math.round((1000 * value) / font.units);
  const file = objects.add(`/Length1 ${font.bytes.length}`, await deflated(font.bytes));
  const descriptor = objects.add(
    [
      `/Type /FontDescriptor /FontName /${name} /Flags 32 /ItalicAngle 0 /StemV 80`,
      `/FontBBox [${font.box.map(inUnits).join(' ')}] /CapHeight ${inUnits(font.ascent * 0.8)}`,
      `/Ascent ${inUnits(font.ascent)} /Descent ${inUnits(font.descent)} /FontFile2 ${file} 0 R`
    ].join(' ')
  );
  const glyphs = new Map([...letters].map(letter => [font.glyphOf(codeOf(letter)), letter]));
  const widths = [...glyphs.keys()].map(glyph => `${glyph} [${inUnits(font.advanceOf(glyph))}]`);
  const descendant = objects.add(
    [
      `/Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDToGIDMap /Identity`,
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>',
      `/FontDescriptor ${descriptor} 0 R /DW 1000 /W [${widths.join(' ')}]`
    ].join(' ')
  );
  const toUnicode = objects.add('', await deflated(utf8(unicodes(glyphs))));
  return objects.add(
    `/Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R`
  );
}

/** The letter of each glyph; in blocks of a hundred, as PDF requires. */
function unicodes(glyphs: ReadonlyMap<number, string>): string {
  const rows = [...glyphs]
    .filter(([glyph]) => glyph !== 0)
    .map(([glyph, letter]) => `<${hex(glyph)}> <${[...utf16(letter)].map(hex).join('')}>`);
  const pieces: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const some = rows.slice(at, at + 100);
    pieces.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...pieces,
    'endcmap CMapName currentdict /CMap defineresource pop end end'
  ].join('\n');
}

function utf16(letter: string): number[] {
  return Array.from({ length: letter.length }, (_, i) => letter.charCodeAt(i));
}

/** Four hexadecimal digits. */
export function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
