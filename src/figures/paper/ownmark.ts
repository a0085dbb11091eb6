import { sha256Hex } from '../../analysis/digest.js';
import { joined } from '../../base/bytes.js';
import { creator } from '../../base/creator.js';
import { utf8 } from './bytes.js';
import { figureFormats, type FigureFormat } from './formats.js';
import { chunk } from './png.js';

/** The start of a file of some format, the place of its content's digest, and what follows. */
interface IMark {
  readonly start: RegExp;
  /** The digest, and what follows it. */
  readonly end: RegExp;
  /**
   * Metadata written by the command line only: for a figure saved from the viewer, the user chose
   * the place.
   */
  readonly command: RegExp;
}

const [maker, command] = [`made by: ${creator} `, `\ncommand: ${creator} `];

const marks: Readonly<Record<FigureFormat, IMark>> = {
  svg: {
    start: /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width=/,
    end: /<!-- sha256 ([\da-f]{64}) -->\n()$/,
    command: new RegExp(`<desc>${maker}[^\n]*${command}`)
  },
  pdf: {
    start: /^%PDF-1\.7\n%/,
    end: /%sha256 ([\da-f]{64})\n(startxref\n\d+\n%%EOF\n)$/,
    command: new RegExp(`/Subject <FEFF${hexOf(maker)}(?:[\\da-f]{4})*?${hexOf(command)}`)
  },
  png: {
    start: /^\x89PNG\r\n\x1a\n/,
    end: /\0{3}\x47tEXtsha256\0([\da-f]{64})[^]{4}(\0{4}IEND\xaeB`\x82)$/,
    command: new RegExp(`iTXtDescription\0{5}${maker}[^\n]*${command}`)
  }
};

/**
 * A figure's file with the digest of its content, from which later changes by hand can be
 * recognised.
 */
export function withDigest(
  format: FigureFormat,
  bytes: Uint8Array<ArrayBuffer>
): Uint8Array<ArrayBuffer> {
  const digest = sha256Hex(bytes);
  const at = bytes.length - tailOf(format, bytes);
  return joined([bytes.subarray(0, at), markOf(format, digest), bytes.subarray(at)]);
}

function markOf(format: FigureFormat, digest: string): Uint8Array {
  switch (format) {
    case 'svg':
      return utf8(`<!-- sha256 ${digest} -->\n`);
    case 'pdf':
      return utf8(`%sha256 ${digest}\n`);
    case 'png':
      return chunk('tEXt', utf8(`sha256\0${digest}`));
  }
}

/** Number of bytes after the digest. */
function tailOf(format: FigureFormat, bytes: Uint8Array): number {
  if (format === 'svg') {
    return 0;
  }
  if (format === 'png') {
    return 12;
  }
  const end = String.fromCharCode(...bytes.subarray(-64));
  return end.length - end.lastIndexOf('startxref');
}

/** Whether a file is an unmodified figure written by the command line. @param bytes as Latin-1. */
export function isOwnFigure(bytes: string): boolean {
  return figureFormats.some(format => {
    const mark = marks[format];
    const found = mark.start.test(bytes) ? mark.end.exec(bytes.slice(-256)) : null;
    if (!found || !mark.command.test(bytes)) {
      return false;
    }
    const [all, digest, tail] = found;
    const content = bytes.slice(0, bytes.length - all.length) + tail;
    return sha256Hex(Uint8Array.from(content, letter => letter.charCodeAt(0))) === digest;
  });
}

function hexOf(word: string): string {
  return [...word].map(letter => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
}
