"""Remote collection, off by default: a crash as a `jupyter_events` event for the administrator."""

from pathlib import Path

from .entries import bad, parse
from .redaction import Redactor
from .refusals import Refusal

SCHEMA_ID = "https://events.jupyter.org/jupyterlab_xes/crash/v1"
SCHEMA_FILE = Path(__file__).parent / "event_schemas" / "crash-v1.yaml"

MOST = {"id": 8, "code": 64, "doing": 200}
VERSIONS = ("extension", "jupyterlab", "browser", "server")


def register(event_logger) -> None:
    """Register the schema with the server's event logger."""
    if SCHEMA_ID not in event_logger.schemas:
        event_logger.register_event_schema(SCHEMA_FILE)


def read_event(body: bytes, redactor: Redactor) -> dict:
    """The event in a body, checked against the schema's keys and types, and redacted."""
    event = parse(body).get("event")
    if not isinstance(event, dict):
        raise bad("`event` must be a JSON object.")
    if set(event) - {"id", "code", "doing", "versions"}:
        raise bad("`event` holds id, code, doing and versions only.")
    for key in ("id", "doing"):
        if not isinstance(event.get(key), str):
            raise bad(f"`{key}` of the event must be a text.")
    if not isinstance(event.get("code"), (str, type(None))):
        raise bad("`code` of the event must be a text or null.")
    versions = event.get("versions", {})
    if not isinstance(versions, dict) or set(versions) - set(VERSIONS):
        raise bad("`versions` of the event holds " + ", ".join(VERSIONS) + " only.")
    if not all(isinstance(value, str) and len(value) <= 64 for value in versions.values()):
        raise bad("Each of `versions` must be a text of at most 64 characters.")
    for key, most in MOST.items():
        if len(event.get(key) or "") > most:
            raise bad(f"`{key}` of the event must have at most {most} characters.")
    return redactor.plain({"code": None, **event, "versions": versions})


def emit(event_logger, event: dict) -> None:
    """Pass an event to the administrator's handlers."""
    try:
        event_logger.emit(schema_id=SCHEMA_ID, data=event)
    except Exception as error:  # jsonschema's, whose class depends on its version
        raise Refusal(400, "body/invalid", "The event does not follow its schema.") from error
