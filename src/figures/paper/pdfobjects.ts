import { joined } from '../../base/bytes.js';
import { utf8 } from './bytes.js';

interface IObject {
  facts: string;
  stream?: Uint8Array;
}

/** The objects of a PDF file, numbered from 1. */
export class PdfObjects {
  /** @param facts contents of its dictionary. @param stream compressed. @returns its number. */
  add(facts: string, stream?: Uint8Array): number {
    return this._all.push({ facts, stream });
  }

  /** @returns the number of an object to be set later. */
  reserve(): number {
    return this.add('');
  }

  set(number: number, facts: string): void {
    this._all[number - 1] = { facts };
  }

  /** Assemble the file. @param root number of the catalogue. @param info number of the metadata. */
  file(root: number, info: number): Uint8Array<ArrayBuffer> {
    // bytes that are not text, so that programs treat the file as binary
    const parts: Uint8Array[] = [utf8('%PDF-1.7\n%ÀÁÂÃ\n')];
    let end = parts[0].length;
    const rows = this._all.map((object, i) => {
      const row = `${String(end).padStart(10, '0')} 00000 n \n`;
      const pieces = piecesOf(object, i + 1);
      parts.push(...pieces);
      end += pieces.reduce((sum, piece) => sum + piece.length, 0);
      return row;
    });
    const count = rows.length + 1;
    return joined([
      ...parts,
      utf8(
        `xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${count} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${end}\n%%EOF\n`
      )
    ]);
  }

  private _all: IObject[] = [];
}

function piecesOf({ facts, stream }: IObject, number: number): Uint8Array[] {
  const head = `${number} 0 obj\n<< ${facts}`;
  return stream
    ? [
        utf8(`${head} /Filter /FlateDecode /Length ${stream.length} >>\nstream\n`),
        stream,
        utf8('\nendstream\nendobj\n')
      ]
    : [utf8(`${head} >>\nendobj\n`)];
}
