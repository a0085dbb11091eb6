"""The last door: secrets are taken out of every text before it is written.

The page redacts too, by the same rules (`src/diagnostics/redact.ts`); a page that is older, broken
or not ours is the reason for this second one.
"""

import contextlib
import os
import re
from urllib.parse import quote

SECRET = "[secret]"

QUOTE = r"(?:\\*[\"'])?"  # also as it stands inside a JSON text inside a JSON text
VALUE = r"[^\s\"'\\,;&}]+"
NAMES = r"(?:token|xsrf|password|passwd|secret|api_?key|session_?id)"

# Repeats are bounded: open ones take quadratic time over a long run of base64.
RULES = [
    (rf"(\b(?:Proxy-)?Authorization{QUOTE}\s*[:=]\s*{QUOTE})[^\r\n\"'\\]+", rf"\1{SECRET}"),
    (rf"(\b(?:Set-)?Cookie{QUOTE}\s*[:=]\s*{QUOTE})[^\r\n\"'\\]+", rf"\1{SECRET}"),
    (r"\b(token|bearer|basic)(\s+)(?=[\w.~+/=-]*[\d=])[\w.~+/=-]{6,}", rf"\1\2{SECRET}"),
    (
        r"([?&;#]\s*[\w.-]{0,32}(?:token|auth|key|code|state|xsrf|password|secret)[\w.-]{0,32}=)"
        r"[^&#\s\"'<>\\]*",
        rf"\1{SECRET}",
    ),
    (rf"({NAMES}[\w-]{{0,32}}{QUOTE}\s*[:=]\s*{QUOTE}){VALUE}", rf"\1{SECRET}"),
    # a URL inside a URL, as in the hub's `/login?next=…`
    (
        r"((?:token|auth|key|code|state|xsrf|password|secret)%3D)[^%&#\s\"'<>\\]+",
        rf"\1{SECRET}",
    ),
    (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", SECRET),
    (r"\b[0-9a-f]{32,}\b", SECRET),
    (r"(://)[^\s/@:\"']{1,64}:[^\s/@\"']{1,256}@", rf"\1{SECRET}@"),
    (r"[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+", "[email]"),
    (r"((?:/|%2F)user(?:/|%2F))[^/%\s\"'?#\\]+(?:%(?!2F)[^/%\s\"'?#\\]*)*", r"\1~"),
    (r"(?:/|%2F)(?:home|Users)(?:/|%2F)[^/%\s\"'?#:)\\]+", "~"),
    (r"\b[A-Z]:\\+Users\\+[^\\\s\"'?#]+", "~"),
]
COMPILED = [(re.compile(rule, re.IGNORECASE), replacement) for rule, replacement in RULES]

SECRET_KEY = re.compile(r"authorization|cookie|token|xsrf|passw|secret|api_?key", re.IGNORECASE)


def home_folders() -> list[str]:
    """The home folder of the server's user, as the environment and the system name it."""
    homes = [os.path.expanduser("~")]
    with contextlib.suppress(ImportError, KeyError, OSError):
        import pwd  # not on Windows

        homes.append(pwd.getpwuid(os.getuid()).pw_dir)
    return homes


class Redactor:
    """Takes out what looks like a secret, and what is known to be one."""

    def __init__(self, secrets=(), homes=None):
        """Remember the values known to be secret; shorter than 4 would blank out half of a text."""
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
        for rule, replacement in COMPILED:
            text = rule.sub(replacement, text)
        return text

    def plain(self, value):
        """The same for a JSON value; what stands under a telling key goes as a whole."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {
                self.text(key): SECRET
                if SECRET_KEY.search(key) and isinstance(item, (str, list))
                else self.plain(item)
                for key, item in value.items()
            }
        return value
