// What the engine imports of h5wasm, fetched when a file is first read: its wasm is larger than all the rest, and a start
// that waits for it takes twice as long. `File` is there once `ready` was awaited, as h5wasm asks for anyway.
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
