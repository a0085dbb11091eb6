import { XESError } from '../base/errors.js';
import type { FilterPlugin, PluginSource } from './h5filters.js';

/**
 * Addresses of the plugins next to this program; one expression each, as bundlers search for
 * exactly these.
 */
const addresses: Readonly<Record<FilterPlugin, () => URL>> = {
  lzf: () => new URL('h5wasm-plugins/plugins/libH5Zlzf.so', import.meta.url),
  blosc: () => new URL('h5wasm-plugins/plugins/libH5Zblosc.so', import.meta.url),
  lz4: () => new URL('h5wasm-plugins/plugins/libH5Zlz4.so', import.meta.url),
  bshuf: () => new URL('h5wasm-plugins/plugins/libH5Zbshuf.so', import.meta.url),
  zstd: () => new URL('h5wasm-plugins/plugins/libH5Zzstd.so', import.meta.url),
  blosc2: () => new URL('h5wasm-plugins/plugins/libH5Zblosc2.so', import.meta.url)
};

const timeout = 30_000;

/** The first bytes of every WebAssembly module. */
const magic = [0, 0x61, 0x73, 0x6d];

/**
 * HDF5 plugins from the server of this program; requested in a worker, in which blocking does no
 * harm.
 */
export const webPlugins: PluginSource = plugin => {
  const request = new XMLHttpRequest();
  request.open('GET', addresses[plugin]().href, false);
  request.responseType = 'arraybuffer';
  request.timeout = timeout;
  const failed = (cause: unknown) =>
    new XESError(
      'filter/missing',
      `The filter ${plugin}, with which the file is compressed, could not be loaded from the server. Reload the scan; after an update of the extension, reload the page.`,
      { cause }
    );
  try {
    request.send();
  } catch (cause) {
    throw failed(cause);
  }
  const bytes = new Uint8Array((request.response as ArrayBuffer | null) ?? new ArrayBuffer());
  if (request.status !== 200 || !magic.every((byte, k) => bytes[k] === byte)) {
    throw failed(`${request.status} ${request.responseURL}`); // e.g. a log-in page
  }
  return bytes;
};
