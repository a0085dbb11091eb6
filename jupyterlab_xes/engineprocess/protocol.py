"""Frames to and from the engine: a word, two u32le (lengths of header and payload), a msgpack header, arrays as raw
bytes, another word. What something else writes into the pipe is seen by the words, whose bytes no text has.

An array stands in a header as `{"$array": [offset, type, shape]}`. Keys of a user's own that look like that mark have
one `$` more on their way.
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

#: Bytes that the lengths of a frame can say, and that a header may have: it holds texts and numbers, no arrays.
_MOST = 2**32 - 1
_MOST_HEADER = 2**28


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

    header = _packed(lambda: without(message))
    if size > _MOST or len(header) > _MOST_HEADER:
        many = size + len(header)
        raise XESError("python/argument", f"{many} bytes are too many for the engine: hand over less at once.")
    return [_BEGIN + _LENGTHS.pack(len(header), size) + header, *payload, _END]


def _packed(made):
    try:
        return msgpack.packb(made(), use_bin_type=True)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        # what has names of arguments was checked by them; this is the last door
        raise XESError("python/argument", f"The engine can't be handed this: {error}.") from error


HEAD = len(_BEGIN) + _LENGTHS.size
TAIL = len(_END)


def noise_before(head):
    """How many of these bytes stand before what is, or may become, the begin of a frame; 0 where it begins here."""
    for at in range(len(head)):
        if _BEGIN.startswith(bytes(head[at : at + len(_BEGIN)])):
            return at
    return len(head)


def lengths(head):
    """Lengths of the header and the payload that follow this begin of a frame. Raises `ValueError`."""
    header, payload = _LENGTHS.unpack(head[len(_BEGIN) :])
    if header > _MOST_HEADER:
        raise ValueError(f"a header of {header} bytes")
    return header, payload


def require_end(tail):
    """Raise `ValueError` where a frame does not end as it must: something else was written into it."""
    if bytes(tail) != _END:
        raise ValueError("a frame with other output in it")


def decode(header, payload):
    """The message of a frame; its arrays are views of the payload, and shared: they can't be written to."""
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
    values.flags.writeable = False
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
