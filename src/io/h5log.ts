/** The part of Emscripten's file system that its standard error goes through. */
interface IStandardStreams {
  getStream(descriptor: number): { tty?: unknown } | null;
}

/** Characters of HDF5's own message that are reported. */
const limit = 4000;

let text = '';
const taken = new WeakSet<object>();

/**
 * Take over what HDF5 prints at each failed call, also at those that only ask whether something is there, and what
 * its filters print: it would fill the console and the command line's output.
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

/** What HDF5 said since the last `clearHdf5Log`, its beginning at least. */
export function hdf5Log(): string {
  return text;
}

export function clearHdf5Log(): void {
  text = '';
}
