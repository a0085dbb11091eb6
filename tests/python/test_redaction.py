"""No secret is written, in any context: searched in every byte on disk."""

import json
import os
import random
from urllib.parse import quote

import pytest
from conftest import batch, entry

from jupyterlab_xes.redaction import RULES_FILE, Redactor

HOME = os.path.expanduser("~")

VECTORS = json.loads(RULES_FILE.read_text(encoding="utf-8"))["vectors"]
PLANTED = [*([secret, around] for secret, around, _ in VECTORS["leaks"]), [HOME + "/", "§scans/a.nxs"]]


@pytest.mark.parametrize(("secret", "around"), PLANTED)
def test_planted_secrets(secret, around):
    clean = Redactor().text(around.replace("§", secret))
    assert secret not in clean
    assert Redactor().text(clean) == clean


@pytest.mark.parametrize(("secret", "around", "expected"), VECTORS["leaks"])
def test_the_page_and_the_server_redact_the_same(secret, around, expected):
    assert Redactor(homes=[]).text(around.replace("§", secret)) == expected


@pytest.mark.parametrize("text", VECTORS["keeps"])
def test_texts_without_a_secret_are_unchanged(text):
    assert Redactor(homes=["/root"]).text(text) == text


@pytest.mark.parametrize(("text", "expected"), VECTORS["clean"])
def test_redacted_texts_stay_readable(text, expected):
    assert Redactor(homes=[]).text(text) == expected


@pytest.mark.parametrize("name", VECTORS["secretKeys"])
def test_secret_fields_are_redacted_completely(name):
    for value in ("plain words", ["plain words"], {"inner": "plain words"}):
        assert Redactor().plain({name: value}) == {name: "[secret]"}
    assert Redactor().plain({name: 3, f"{name}s": True}) == {name: 3, f"{name}s": True}


@pytest.mark.parametrize("name", VECTORS["plainKeys"])
def test_other_fields_stay(name):
    assert Redactor().plain({name: "plain words"}) == {name: "plain words"}


@pytest.mark.parametrize(("unit", "times"), VECTORS["long"])
def test_long_texts_take_linear_time(unit, times):
    Redactor().text(unit * times)  # quadratic time over these takes minutes


async def test_no_secret_in_any_byte_written(post, jp_serverapp, tmp_path, jp_root_dir):
    """Seeded: each secret in each field of an entry, including the server's own."""
    chance = random.Random(12)
    server_token = jp_serverapp.identity_provider.token
    cookie = "cookie-value-9d2f"
    home = os.path.expanduser("~") + "/"  # not the module's: fixtures have set another
    planted = [
        # the server has another home directory than the tests
        *([secret, around] for secret, around in PLANTED if secret != HOME + "/"),
        (home, "§scans/a.nxs"),
        (server_token, "just § so"),
        (cookie, "just § so"),
        (cookie, "a§b"),
    ]
    sent = []
    for at in range(150):
        secret, around = chance.choice(planted)
        text = around.replace("§", secret)
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
