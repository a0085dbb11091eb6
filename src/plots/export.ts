import { XESError } from '../base/errors.js';

/** Download a file. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  // the click has read the URL by then
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/**
 * Put a picture on the clipboard, within the user gesture: some browsers accept only a picture that
 * is still to be drawn.
 * @throws XESError `command/argument` if the page is not allowed to.
 */
export async function copyPicture(picture: Promise<Blob>): Promise<void> {
  if (typeof ClipboardItem === 'undefined' || !('clipboard' in navigator)) {
    throw new XESError(
      'command/argument',
      'Browsers copy pictures only from pages served over https. Use Save Figure.'
    );
  }
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
}

/** An image and its place in a figure, pixels. */
export interface IPlacedImage {
  image: CanvasImageSource;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Compose images into a PNG.
 * @param layers lowest first; each with its place in a figure of `width` × `height` pixels.
 */
export async function composePng(
  width: number,
  height: number,
  background: string,
  layers: readonly IPlacedImage[]
): Promise<Blob> {
  const scale = 2;
  const canvas = Object.assign(document.createElement('canvas'), {
    width: width * scale,
    height: height * scale
  });
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('This browser provides no canvas to draw the figure on');
  }
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.imageSmoothingEnabled = false;
  for (const layer of layers) {
    context.drawImage(layer.image, layer.x, layer.y, layer.width, layer.height);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob =>
      blob ? resolve(blob) : reject(new Error('The figure could not be encoded'))
    )
  );
}

/** An image from a data URL. */
export async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
