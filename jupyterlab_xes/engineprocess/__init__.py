"""The engine as a process: `call("evaluate", recipe=…, demand=…)`. One for each Python process, started on first use."""

from .client import call, engine
from .errors import XESError

__all__ = ["XESError", "call", "engine"]
