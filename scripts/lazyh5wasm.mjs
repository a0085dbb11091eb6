// The engine's import of h5wasm, loaded when a file is first read: its wasm is larger than all the
// rest, and loading it at the start would double the time. `File` is available once `ready` was
// awaited, as h5wasm requires anyway.
let fetched = null;

export let File;

export const ready = {
  then(done, failed) {
    fetched ??= import('h5wasm?itself').then(library => {
      File = library.File;
      return library.ready;
    });
    return fetched.then(done, failed);
  }
};
