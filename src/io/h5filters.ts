import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';
import { markSpent } from './h5library.js';
import { hdf5Log } from './h5log.js';
import type { H5Module } from './h5module.js';
import { isOverOthers, ownSources, type VirtualSource } from './h5sources.js';

/** Filters available as plugins of the HDF5 library, by the names of their files. */
export type FilterPlugin = 'lzf' | 'blosc' | 'lz4' | 'bshuf' | 'zstd' | 'blosc2';

/**
 * Returns the bytes of a plugin (a WebAssembly side module) synchronously, as HDF5 can't wait.
 * @throws XESError `filter/missing` if unavailable.
 */
export type PluginSource = (plugin: FilterPlugin) => Uint8Array;

/** By number registered with The HDF Group. */
const plugins: Readonly<Record<number, FilterPlugin>> = {
  32000: 'lzf',
  32001: 'blosc',
  32004: 'lz4',
  32008: 'bshuf',
  32015: 'zstd',
  32026: 'blosc2'
};

/** Names of filters whose names in files may be poor or missing. */
const titles: Readonly<Record<number, string>> = {
  307: 'bzip2',
  32000: 'LZF',
  32001: 'Blosc',
  32004: 'LZ4',
  32008: 'bitshuffle',
  32013: 'ZFP',
  32015: 'Zstandard',
  32017: 'SZ',
  32018: 'FCIDECOMP',
  32019: 'JPEG',
  32024: 'SZ3',
  32026: 'Blosc2',
  32028: 'SPERR'
};

/** Compressors in Blosc and Blosc2 that the plugins lack, by the filter's seventh parameter. */
const innerCompressors: Readonly<Record<number, string>> = { 3: 'Snappy', 4: 'zlib' };

/**
 * Numbers below this are filters defined by the library: gzip, shuffle, Fletcher's checksum, szip,
 * N-bit, scale-offset.
 */
const firstForeign = 256;

/** Depth to which nested virtual datasets are followed. */
const mostDepth = 4;

/** Folder in Emscripten's file system. */
const folder = '/filters';

/** Plugins installed in each module of the library. */
const installed = new WeakMap<H5Module, Set<FilterPlugin>>();

/**
 * Filters of a file's datasets: those not built in are installed when a dataset first needs them.
 */
export class DatasetFilters {
  /**
   * @param source plugins; default: none are installed.
   * @param sourcesOf finds the sources of a virtual dataset; default: in the same file.
   */
  constructor(
    private _module: H5Module,
    private _file: bigint,
    private _source: PluginSource | null = null,
    private _sourcesOf = (file: bigint, metadata: Metadata): readonly VirtualSource[] =>
      ownSources(_module, file, metadata)
  ) {}

  /**
   * Install the filters needed to read a dataset, including the sources of a virtual one.
   * @throws as the source
   */
  prepare(path: string, metadata: Metadata): void {
    if (this._source === null || this._prepared.has(path)) {
      return;
    }
    for (const filter of this._foreign({ file: this._file, path, metadata })) {
      if (lackingIn(filter)) {
        throw lacking(path, [filter]); // the plugin would crash the library
      }
      if (filter.id in plugins) {
        install(this._module, plugins[filter.id], this._source);
      }
    }
    this._prepared.add(path);
  }

  /**
   * The error for a dataset that can't be read for lack of filters; null if none is missing. After
   * damaged data in a filter the library is spent; also after damage in other files, which it then
   * leaves open.
   */
  failure(path: string, metadata: Metadata): XESError | null {
    const there = installed.get(this._module);
    const foreign = this._foreign({ file: this._file, path, metadata });
    const filters = foreign.filter(({ id }) => !there?.has(plugins[id]));
    if (filters.length > 0) {
      return lacking(path, filters);
    }
    if (foreign.length > 0 || isOverOthers(metadata)) {
      markSpent(this._module);
    }
    return null;
  }

  private _foreign({ file, path, metadata }: VirtualSource, depth = mostDepth): Filter[] {
    const own = metadata.chunks ? this._module.get_dataset_filters(file, path) : [];
    const below = depth > 0 ? this._sourcesOf(file, metadata) : [];
    return [
      ...own.filter(({ id }) => id >= firstForeign),
      ...below.flatMap(source => this._foreign(source, depth - 1))
    ];
  }

  private _prepared = new Set<string>();
}

type Filter = ReturnType<H5Module['get_dataset_filters']>[number];

function lacking(path: string, filters: readonly Filter[]): XESError {
  const names = [...new Set(filters.map(titleOf))].join(', ');
  return new XESError(
    'filter/missing',
    `The numbers of ${path} are compressed by ${names}, which is not built in. Convert the file with h5repack, or read and write it again with h5py and hdf5plugin.`,
    { cause: hdf5Log() }
  );
}

function titleOf(filter: Filter): string {
  const { id, name } = filter;
  const inner = lackingIn(filter);
  return `${titles[id] ?? (name || 'a filter')}${inner && ` with ${inner}`} (filter ${id})`;
}

/** The compressor in a filter that the plugin lacks; '' if there is none. */
function lackingIn({ id, cd_values }: Filter): string {
  const isBlosc = plugins[id] === 'blosc' || plugins[id] === 'blosc2';
  return (isBlosc && innerCompressors[cd_values[6]]) || '';
}

/** The part of Emscripten's file system used to install plugins. */
interface IPluginFolder {
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array): void;
}

function install(module: H5Module, plugin: FilterPlugin, source: PluginSource): void {
  const there = installed.get(module) ?? new Set();
  if (there.has(plugin)) {
    return;
  }
  const bytes = source(plugin);
  const fs = module.FS as unknown as IPluginFolder;
  if (there.size === 0) {
    fs.mkdirTree(folder);
    module.insert_plugin_search_path(folder, 0);
  }
  fs.writeFile(`${folder}/libH5Z${plugin}.so`, bytes);
  installed.set(module, there.add(plugin));
}
