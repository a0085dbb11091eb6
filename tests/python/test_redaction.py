"""No secret is written, whatever it stands in: searched in every byte on disk."""

import json
import os
import random
from urllib.parse import quote

import pytest
from conftest import batch, entry

from jupyterlab_xes.redaction import Redactor

TOKEN = "7f3d9c0b" * 5
HOME = os.path.expanduser("~")

PLANTED = [
    ("s3cr3tTok3n", "http://hub/lab?token={}&x=1"),
    ("s3cr3tTok3n", "http://hub/hub/login?next=%2Fuser%2Fx%3Ftoken%3D{}"),
    ("s3cr3tTok3n", "Authorization: token {}"),
    ("s3cr3tTok3n", "{{'Authorization': 'Bearer {}'}}"),
    ("s3cr3tTok3n", 'sent {{"Authorization":"Basic {}"}}'),
    ("s3cr3tTok3n", '{{"outer":"{{\\"token\\":\\"{}\\"}}"}}'),
    ("s3cr3tTok3n", "Set-Cookie: username-hub={}; Path=/"),
    ("s3cr3tTok3n", "Cookie: a=b; _xsrf={}"),
    ("s3cr3tTok3n", "X-XSRFToken: {}"),
    ("s3cr3tTok3n", "_xsrf={}&q"),
    ("s3cr3tTok3n", "password: {}"),
    ("s3cr3tTok3n", "ftp://ann:{}@host/x"),
    ("s3cr3tTok3n", "?code={}"),
    (TOKEN, "bare {} here"),
    ("eyJhbGciOiJI.eyJzdWIi.SflKxw", "a JWT {}"),
    ("ann.smith@lab.example.org", "opened by {}"),
    ("ann.smith%40lab.example.org", "/user/{}/lab"),
    ("annsmith", "http://hub/user/{}/lab/tree/x"),
    ("annsmith", "http://hub/user/{}"),
    ("annsmith", "%2Fuser%2F{}%2Flab"),
    ("annsmith", "/home/{}/scans/a.nxs"),
    ("annsmith", "file:///Users/{}/scans"),
    ("annsmith", "C:\\Users\\{}\\scans"),
    (HOME + "/", "{}scans/a.nxs"),
]


@pytest.mark.parametrize(("secret", "around"), PLANTED)
def test_planted_secrets(secret, around):
    clean = Redactor().text(around.format(secret))
    assert secret not in clean
    assert Redactor().text(clean) == clean


def test_what_is_no_secret_stays():
    for text in (
        "Draw the map of scans/a.nxs: 200 × 200 points, Ω 7709–7730 eV",
        "the token is missing",
        "/rootless/x",
        "plots/host.ts:120",
        "state machine: live → suspended",
    ):
        assert Redactor(homes=["/root"]).text(text) == text


def test_long_texts_take_no_long_time():
    import time

    start = time.perf_counter()
    for text in (
        "a" * 16_384,
        "?a" * 8_192,
        "token" * 3_000,
        "a@" * 8_000,
        "%2F" * 5_000,
        "://a" * 4_000,
    ):
        Redactor().text(text)
    assert time.perf_counter() - start < 5


async def test_no_secret_in_any_byte_written(post, jp_serverapp, tmp_path, jp_root_dir):
    """Seeded: each secret in each place of an entry, with the server's own ones among them."""
    chance = random.Random(12)
    server_token = jp_serverapp.identity_provider.token
    cookie = "cookie-value-9d2f"
    home = os.path.expanduser("~") + "/"  # not the one of the module: fixtures have set another
    planted = [
        *PLANTED,
        (home, "{}scans/a.nxs"),
        (server_token, "just {} so"),
        (cookie, "just {} so"),
        (cookie, "a{}b"),
    ]
    sent = []
    for at in range(150):
        secret, around = chance.choice(planted)
        text = around.format(secret)
        place = chance.choice(["message", "path", "where", "context", "key", "list"])
        more = {
            "context": {"context": {"url": text}},
            "key": {"context": {text: 1}},
            "list": {"context": {"urls": ["x", text]}},
        }.get(place, {place: text})
        sent.append(entry(at + 1, level=chance.choice(["info", "error"]), **more))
    sent.append(entry(151, context={"xsrfToken": "plain-words", "cookies": ["k=plain-words"]}))
    code, answer = await post("log", batch(*sent), headers={"Cookie": f"hub={cookie}; theme=dark"})
    assert (code, answer["acknowledged"]) == (200, 151)
    await jp_serverapp.cleanup_extensions()
    secrets = {secret for secret, _ in planted} | {"plain-words", quote(cookie)}
    written = b""
    for top in (jp_root_dir, os.path.join(jp_serverapp.data_dir, "jupyterlab-xes")):
        for folder, _, files in os.walk(top):
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    written += file.read()
    assert written.count(b"\n") >= 151
    for secret in secrets:
        assert secret.encode() not in written, secret
        assert json.dumps(secret)[1:-1].encode() not in written, secret
