"""Log entries sent by the page, checked key by key, so that nothing else is written to disk."""

import json
import math
import re

from .refusals import Refusal

LEVELS = ("debug", "info", "warning", "error", "critical")
ERRORS = ("error", "critical")

MAX_ENTRIES = 5000
MAX_SEQ = 2**53 - 1  # JavaScript's largest safe integer
MAX_MESSAGE = 16_384  # characters; a longer message is cut, with a mark
MAX_TEXT = 4_096

SESSION = re.compile(r"[0-9a-f]{8}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
MODULE = re.compile(r"[\w.:/-]{1,64}")


def bad(sentence):
    """Refuse the whole body; the sentence never repeats the data sent."""
    return Refusal(400, "body/invalid", sentence)


def refuse_constant(_name):
    """NaN and Infinity are not valid JSON."""
    raise ValueError


def parse(body: bytes) -> dict:
    """The JSON object in a body."""
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise bad("The body is not JSON in UTF-8.") from None
    if not isinstance(data, dict):
        raise bad("The body must be a JSON object.")
    return data


def parse_batch(body: bytes) -> tuple[str, str, list[dict]]:
    """Read the body of `POST log`: the session, the folder and the entries in order of seq."""
    data = parse(body)
    session, folder, entries = (data.get(key) for key in ("session", "folder", "entries"))
    if not isinstance(session, str) or not SESSION.fullmatch(session):
        raise bad("`session` must be 8 hexadecimal digits in lower case.")
    if not isinstance(folder, str) or not encodable(folder):
        raise bad("`folder` must be a text: a folder as the contents manager names it.")
    if not isinstance(entries, list):
        raise bad("`entries` must be a list.")
    if len(entries) > MAX_ENTRIES:
        raise bad(f"`entries` holds more than {MAX_ENTRIES}: send them in parts.")
    checked = [check_entry(entry, session, at) for at, entry in enumerate(entries)]
    return session, folder, sorted(checked, key=lambda entry: entry["seq"])


def check_entry(entry, session, at) -> dict:
    """An entry with the known keys, each checked for its type; other keys, which a newer page may
    send, are dropped.
    """
    if not isinstance(entry, dict):
        raise bad(f"Entry {at} must be a JSON object.")

    def need(ok, key, what):
        if not ok:
            raise bad(f"`{key}` of entry {at} must be {what}.")

    def text(key):
        value = entry.get(key)
        return value if isinstance(value, str) else None

    need(entry.get("session") == session, "session", "that of the body")
    seq = entry.get("seq")
    need(whole(seq) and 1 <= seq <= MAX_SEQ, "seq", "a whole number from 1")
    need(TIME.fullmatch(text("time") or ""), "time", "ISO UTC with milliseconds")
    need(text("level") in LEVELS, "level", "one of " + ", ".join(LEVELS))
    need(MODULE.fullmatch(text("module") or ""), "module", "a name of at most 64 characters")
    need(text("message") is not None, "message", "a text")
    need(text("path") is not None, "path", "a text, empty where there is no document")
    checked = {
        "session": session,
        "seq": seq,
        "time": entry["time"],
        "level": entry["level"],
        "module": entry["module"],
        "message": cut(entry["message"], MAX_MESSAGE),
        "path": cut(entry["path"], MAX_TEXT),
    }
    if entry.get("where") is not None:
        need(text("where") is not None, "where", "a text")
        checked["where"] = cut(entry["where"], MAX_TEXT)
    if entry.get("repeats") is not None:
        repeats = entry["repeats"]
        need(whole(repeats) and 1 <= repeats <= MAX_SEQ, "repeats", "a whole number from 1")
        checked["repeats"] = repeats
    if entry.get("context") is not None:
        context = entry["context"]
        need(
            isinstance(context, dict) and all(flat(value) for value in context.values()),
            "context",
            "a flat JSON object: texts, finite numbers, true, false, null, and lists of these",
        )
        checked["context"] = {cut(key, 256): shorten(value) for key, value in context.items()}
    return checked


def whole(value):
    """Whether this is a whole number, and not a bool."""
    return isinstance(value, int) and not isinstance(value, bool)


def scalar(value):
    """Whether this is a text, a finite number, true, false or null."""
    if isinstance(value, float):
        return math.isfinite(value)  # 1e999 is parsed as infinity
    return value is None or isinstance(value, (str, int))


def flat(value):
    """Whether this is a scalar or a list of scalars."""
    return scalar(value) or (isinstance(value, list) and all(scalar(item) for item in value))


def shorten(value):
    """A flat value with its texts cut."""
    if isinstance(value, list):
        return [shorten(item) for item in value]
    return cut(value, MAX_TEXT) if isinstance(value, str) else value


def cut(text, most):
    """A text of at most `most` characters, with a mark if it was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def encodable(text):
    """Whether this can be written as UTF-8; half a surrogate pair can't."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def line_of(entry: dict) -> bytes:
    """An entry in the log's format: a line of JSON in UTF-8, including the line end."""
    text = json.dumps(entry, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"
