// Large arrays are compared by their bytes, in no time. Those that differ are left to jest, which takes a microsecond or
// more for each number, and says where they do.
const { Buffer } = require('node:buffer');

const bytesOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

/** True where both are arrays of one kind with the same bytes; jest compares them itself else. */
function haveTheSameBytes(one, other) {
  return ArrayBuffer.isView(one) &&
    ArrayBuffer.isView(other) &&
    one.constructor === other.constructor &&
    bytesOf(one).equals(bytesOf(other))
    ? true
    : undefined;
}

expect.addEqualityTesters([haveTheSameBytes]);
