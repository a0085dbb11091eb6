"""Frames to and from the engine: a begin mark, two u32le (lengths of header and payload), a msgpack header, arrays as
raw bytes, an end mark. The marks contain bytes that no text has, so that foreign output in the pipe is detected.

An array is `{"$array": [offset, type, shape]}` in the header. Users' keys that look like that are escaped by
another `$`.
"""

import re
import struct

import msgpack
import numpy as np

from .errors import XESError

PROTOCOL = 2

_LENGTHS = struct.Struct("<II")
_BEGIN = b"\x00XES2\xff\r\n"
_END = b"\xfeXES"
_MARK = "$array"
_LOOKS_LIKE_MARK = re.compile(r"\$+array")
_TYPES = {"f8", "f4", "i4", "u4", "i2", "u2", "u1"}
_ALIGNMENT = 8

#: Largest payload that fits the format, and largest header (which holds texts and numbers, no arrays), in bytes.
_MOST = 2**32 - 1
_MOST_HEADER = 2**28


def encode(message):
    """A message as a list of bytes to write in order."""
    payload = []
    size = 0

    def without(value):
        nonlocal size
        if isinstance(value, dict):
            return {_escaped(str(key)): without(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [without(item) for item in value]
        if isinstance(value, np.ndarray):
            values = _sendable(value)
            place = [size, values.dtype.str[1:], list(values.shape)]
            raw = memoryview(values.reshape(-1)).cast("B") if values.size else b""
            padding = -len(raw) % _ALIGNMENT
            payload.extend((raw, bytes(padding)))
            size += len(raw) + padding
            return {_MARK: place}
        if isinstance(value, np.generic):
            return value.item()
        return value

    header = _packed(lambda: without(message))
    if size > _MOST or len(header) > _MOST_HEADER:
        total = size + len(header)
        raise XESError("python/argument", f"{total} bytes are too many for the engine: pass less data at once.")
    return [_BEGIN + _LENGTHS.pack(len(header), size) + header, *payload, _END]


def _packed(create):
    try:
        return msgpack.packb(create(), use_bin_type=True)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        # the last check: arguments with names were checked before, with their names
        raise XESError("python/argument", f"This can't be passed to the engine: {error}.") from error


HEAD = len(_BEGIN) + _LENGTHS.size
TAIL = len(_END)


def noise_before(head):
    """Number of bytes before what is, or may become, the begin mark of a frame; 0 if a frame begins here."""
    for at in range(len(head)):
        if _BEGIN.startswith(bytes(head[at : at + len(_BEGIN)])):
            return at
    return len(head)


def lengths(head):
    """Lengths of the header and the payload after the beginning of a frame. Raises `ValueError`."""
    header, payload = _LENGTHS.unpack(head[len(_BEGIN) :])
    if header > _MOST_HEADER:
        raise ValueError(f"a header of {header} bytes")
    return header, payload


def require_end(tail):
    """Raise `ValueError` if the end mark is wrong: other output was written into the frame."""
    if bytes(tail) != _END:
        raise ValueError("a frame with other output in it")


def decode(header, payload):
    """The message of a frame; its arrays are read-only views of the payload."""
    plain = msgpack.unpackb(header, raw=False, strict_map_key=False)

    def put(value):
        if isinstance(value, dict):
            place = value.get(_MARK)
            if place is not None and len(value) == 1:
                return _array(place, payload)
            return {_unescaped(key): put(item) for key, item in value.items()}
        if isinstance(value, list):
            return [put(item) for item in value]
        return value

    return put(plain)


def _array(place, payload):
    offset, kind, shape = place
    if kind not in _TYPES:
        raise ValueError(f"an array of the type {kind!r}")
    count = int(np.prod(shape, dtype=np.int64))
    values = np.frombuffer(payload, dtype=np.dtype("<" + kind), count=count, offset=offset)
    values.flags.writeable = False
    return values.reshape(shape)


def _sendable(values):
    """An array in the engine's format: little-endian, C order, of a supported type."""
    kind = values.dtype.str[1:]
    dtype = np.dtype("<" + (kind if kind in _TYPES else "f8"))
    return np.ascontiguousarray(values, dtype=dtype)


def _escaped(key):
    return f"${key}" if _LOOKS_LIKE_MARK.fullmatch(key) else key


def _unescaped(key):
    return key[1:] if isinstance(key, str) and _LOOKS_LIKE_MARK.fullmatch(key) else key
