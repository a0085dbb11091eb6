/** The part of Emscripten's file system that handles standard error. */
interface IStandardStreams {
  getStream(descriptor: number): { tty?: unknown } | null;
}

/** Most characters of HDF5's messages that are reported. */
const limit = 4000;

let text = '';
const taken = new WeakSet<object>();

/**
 * Capture what HDF5 prints for each failed call, even for mere existence checks, and what its
 * filters print: it would flood the console and the command line's output.
 */
export function takeHdf5Log(fs: object): void {
  const streams = taken.has(fs)
    ? []
    : [1, 2].map(at => (fs as unknown as IStandardStreams).getStream(at));
  if (streams.length === 0) {
    return;
  }
  taken.add(fs);
  const put = (_tty: unknown, character: number | null) => {
    if (character && text.length < limit) {
      text += String.fromCharCode(character);
    }
  };
  for (const stream of streams) {
    if (stream) {
      stream.tty = { input: [], output: [], ops: { put_char: put, fsync: () => undefined } };
    }
  }
}

/** HDF5's messages since the last `clearHdf5Log`, at least their beginning. */
export function hdf5Log(): string {
  return text;
}

export function clearHdf5Log(): void {
  text = '';
}
