import { creator } from '../../base/creator.js';
import type { IAbout } from './about.js';
import { deflated, utf8 } from './bytes.js';
import type { IDisplay, IPixels } from './display.js';
import { bookFont } from './font.js';
import { contentOf } from './pdfcontent.js';
import { fontObject } from './pdffont.js';
import { PdfObjects } from './pdfobjects.js';

/** A figure as a PDF of one page, with its font embedded. @param time when it was made. */
export async function pdfOf(
  display: IDisplay,
  about: IAbout,
  time = new Date()
): Promise<Uint8Array<ArrayBuffer>> {
  const objects = new PdfObjects();
  const { text, images, alphas, letters } = contentOf(display);
  const content = objects.add('', await packed(text));
  const font = await fontObject(bookFont(), letters, objects);
  const pictures: number[] = [];
  for (const image of images) {
    pictures.push(await imageObject(image, objects));
  }
  const resources = [
    `/Font << /F1 ${font} 0 R >>`,
    `/ExtGState << ${alphas.map((alpha, i) => `/A${i} << /ca ${alpha} /CA ${alpha} >>`).join(' ')} >>`,
    `/XObject << ${pictures.map((picture, i) => `/I${i} ${picture} 0 R`).join(' ')} >>`
  ].join(' ');
  const pages = objects.reserve();
  const size = [display.width, display.height].map(length => length.toFixed(3)).join(' ');
  const page = objects.add(
    `/Type /Page /Parent ${pages} 0 R /MediaBox [0 0 ${size}] /Contents ${content} 0 R /Resources << ${resources} >>`
  );
  objects.set(pages, `/Type /Pages /Kids [${page} 0 R] /Count 1`);
  const root = objects.add(`/Type /Catalog /Pages ${pages} 0 R`);
  const facts: Readonly<Record<string, string>> = {
    Title: about.title,
    Subject: about.lines.join('\n'),
    Creator: creator,
    Producer: creator
  };
  const words = Object.entries(facts).map(([name, value]) => `/${name} ${wordsOf(value)}`);
  const info = objects.add(`${words.join(' ')} /CreationDate (${dateOf(time)})`);
  return objects.file(root, info);
}

async function packed(content: string | Uint8Array<ArrayBuffer>) {
  return deflated(typeof content === 'string' ? utf8(content) : content);
}

async function imageObject({ width, height, data }: IPixels, objects: PdfObjects): Promise<number> {
  const size = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8`;
  const count = width * height;
  const [color, alpha] = [new Uint8Array(3 * count), new Uint8Array(count)];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      color[3 * i + k] = data[4 * i + k];
    }
    alpha[i] = data[4 * i + 3];
  }
  const mask = objects.add(`${size} /ColorSpace /DeviceGray`, await packed(alpha));
  return objects.add(`${size} /ColorSpace /DeviceRGB /SMask ${mask} 0 R`, await packed(color));
}

/** Text as UTF-16 in hexadecimal digits. */
function wordsOf(text: string): string {
  let digits = 'FEFF';
  for (let i = 0; i < text.length; i++) {
    digits += text.charCodeAt(i).toString(16).padStart(4, '0');
  }
  return `<${digits}>`;
}

/** `D:20261129055100Z` */
function dateOf(time: Date): string {
  return `D:${time.toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
}
