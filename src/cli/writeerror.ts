import { XESError } from '../base/errors.js';

/** Explanation of a system error code, and what to do about it. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Make room, or choose another folder.',
  EDQUOT: 'your quota on this disk is used up. Make room, or choose another folder.',
  EROFS: 'this disk can only be read. Choose a folder on another.',
  EACCES: 'you may not write there. Choose another folder, or ask its owner for permission.',
  EPERM: 'you may not write there. Choose another folder, or ask its owner for permission.',
  ENAMETOOLONG: 'the name is longer than this disk allows. Choose a shorter one.',
  ENOENT: 'its folder is not there. Make the folder, or choose another.',
  ENOTDIR: 'a part of its path is a file, not a folder. Choose another path.',
  EISDIR: 'that is a folder. Choose the name of a file.',
  ELOOP: 'links on its path lead round in a circle. Choose another path.',
  EEXIST: 'something of that name came there meanwhile. Try again, or choose another name.',
  ENOTEMPTY: 'something of that name came there meanwhile. Try again, or choose another name.',
  EBUSY: 'another program has it open. Close it there, and try again.',
  ETXTBSY: 'another program has it open. Close it there, and try again.',
  EFBIG: 'the file would be larger than this disk allows. Choose a folder on another.',
  EINVAL: 'this disk does not allow such a name. Choose another.',
  EMFILE: 'too many files are open. Close some programs, and try again.',
  ENFILE: 'too many files are open. Close some programs, and try again.',
  EIO: 'the disk has a fault. Choose a folder on another, and have this one looked at.',
  ESTALE: 'the disk was taken away. Mount it again, or choose another folder.',
  ENXIO: 'the disk was taken away. Mount it again, or choose another folder.'
};

/**
 * The error for a path that can't be written; it names the whole path if a part of it was refused.
 */
export function writeError(path: string, refused: unknown): XESError {
  const isOwn = refused instanceof XESError && refused.code === 'file/write-failed';
  const cause = isOwn ? refused.cause : refused;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? 'unknown reason';
  const why = reasons[code] ?? 'the system refuses it. Choose another folder.';
  return new XESError('file/write-failed', `${path} can't be written (${code}): ${why}`, { cause });
}
