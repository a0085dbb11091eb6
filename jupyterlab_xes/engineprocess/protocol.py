"""Frames to and from the engine: two u32le (lengths of header and payload), a msgpack header, arrays as raw bytes.

An array stands in a header as `{"$array": [offset, type, shape]}`. Keys of a user's own that look like that mark have
one `$` more on their way.
"""

import re
import struct

import msgpack
import numpy as np

from .errors import XESError

PROTOCOL = 1

_LENGTHS = struct.Struct("<II")
_MARK = "$array"
_LOOKS_LIKE_MARK = re.compile(r"\$+array")
_TYPES = {"f8", "f4", "i4", "u4", "i2", "u2", "u1"}
_ALIGNMENT = 8

#: Bytes that the lengths of a frame can say.
_MOST = 2**32 - 1


def encode(message):
    """A message as pieces of bytes that are written one after the other."""
    payload = []
    size = 0

    def without(value):
        nonlocal size
        if isinstance(value, dict):
            return {_escaped(str(key)): without(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [without(one) for one in value]
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

    header = msgpack.packb(without(message), use_bin_type=True)
    if size > _MOST:
        raise XESError("engine/protocol", f"{size} bytes are too many for the engine: hand over less at once.")
    return [_LENGTHS.pack(len(header), size) + header, *payload]


def lengths(head):
    """Lengths of the header and the payload that follow these 8 bytes."""
    return _LENGTHS.unpack(head)


HEAD = _LENGTHS.size


def decode(header, payload):
    """The message of a frame; its arrays are views of the payload."""
    plain = msgpack.unpackb(header, raw=False, strict_map_key=False)

    def put(value):
        if isinstance(value, dict):
            place = value.get(_MARK)
            if place is not None and len(value) == 1:
                return _array(place, payload)
            return {_unescaped(key): put(one) for key, one in value.items()}
        if isinstance(value, list):
            return [put(one) for one in value]
        return value

    return put(plain)


def _array(place, payload):
    offset, kind, shape = place
    if kind not in _TYPES:
        raise ValueError(f"an array of the type {kind!r}")
    count = int(np.prod(shape, dtype=np.int64))
    values = np.frombuffer(payload, dtype=np.dtype("<" + kind), count=count, offset=offset)
    return values.reshape(shape)


def _sendable(values):
    """An array as the engine takes it: little-endian, in C order, of a type that both have."""
    kind = values.dtype.str[1:]
    wanted = np.dtype("<" + (kind if kind in _TYPES else "f8"))
    return np.ascontiguousarray(values, dtype=wanted)


def _escaped(key):
    return f"${key}" if _LOOKS_LIKE_MARK.fullmatch(key) else key


def _unescaped(key):
    return key[1:] if isinstance(key, str) and _LOOKS_LIKE_MARK.fullmatch(key) else key
