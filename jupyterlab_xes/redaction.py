"""Removes secrets from every text before it is written.

The page redacts too, by the same rules (`redaction.json` next to this file); this second pass is for
requests of older or broken pages, and of other programs.
"""

import contextlib
import json
import os
import re
from pathlib import Path
from urllib.parse import quote

SECRET = "[secret]"
RULES_FILE = Path(__file__).parent / "redaction.json"


class Rule:
    """A pattern that a text must match for the rule to be tried, the pattern of secrets, the replacement."""

    def __init__(self, rule: dict, parts: dict[str, str]):
        """Compile a rule of the file."""
        self.hint = re.compile(rule["hint"], re.ASCII | re.IGNORECASE)
        flags = re.ASCII if rule.get("exact") else re.ASCII | re.IGNORECASE
        self.find = re.compile(expanded(rule["find"], parts), flags)
        self.put = re.sub(r"\$(\d)", r"\\\1", rule["put"])

    def apply(self, text: str) -> str:
        """The text with the rule's matches replaced."""
        return self.find.sub(self.put, text) if self.hint.search(text) else text


def expanded(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with each `{PART}` replaced by the part of that name, recursively."""
    while (filled := re.sub(r"\{([A-Z]+)\}", lambda match: parts[match[1]], pattern)) != pattern:
        pattern = filled
    return pattern


def load() -> tuple[list[Rule], re.Pattern]:
    """The rules for texts, and the pattern of keys with secret values."""
    described = json.loads(RULES_FILE.read_text(encoding="utf-8"))
    rules = [Rule(rule, described["parts"]) for rule in described["rules"]]
    return rules, re.compile(described["keys"], re.ASCII | re.IGNORECASE)


RULES, SECRET_KEY = load()


def home_folders() -> list[str]:
    """The home folders of the server's user, from the environment and the system."""
    homes = [os.path.expanduser("~")]
    with contextlib.suppress(ImportError, KeyError, OSError):
        import pwd  # not on Windows

        homes.append(pwd.getpwuid(os.getuid()).pw_dir)
    return homes


class Redactor:
    """Removes known secrets, and texts that look like secrets."""

    def __init__(self, secrets=(), homes=None):
        """Store the known secrets; values shorter than 4 would blank out half of a text."""
        known = {value for value in secrets if isinstance(value, str) and len(value) >= 4}
        known |= {quote(value, safe="") for value in known}
        self._secrets = sorted(known, key=len, reverse=True)
        places = {home.rstrip("/\\") for home in (home_folders() if homes is None else homes)}
        places = {home for home in places if len(home) >= 4}
        places |= {quote(home, safe="") for home in places}
        # `/rootless` is not inside `/root`
        self._homes = [
            re.compile(re.escape(home) + r"(?![\w-])")
            for home in sorted(places, key=len, reverse=True)
        ]

    def text(self, text: str) -> str:
        """`text` without tokens, cookies, passwords, e-mail, names of users and home folders."""
        for value in self._secrets:
            text = text.replace(value, SECRET)
        for home in self._homes:
            text = home.sub("~", text)
        for rule in RULES:
            text = rule.apply(text)
        return text

    def plain(self, value):
        """The same for a JSON value; values of fields with secret names are replaced as a whole."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {
                self.text(key): SECRET
                if SECRET_KEY.search(key) and isinstance(item, (str, list, dict)) and item
                else self.plain(item)
                for key, item in value.items()
            }
        return value
