"""`POST log`: accepted entries, and refusals without a byte written."""

import asyncio
import json
import os

import pytest
from conftest import SESSION, batch, entry, lines
from tornado.httpclient import HTTPClientError


async def test_entries_are_appended_and_acknowledged(post, jp_root_dir):
    (jp_root_dir / "scans").mkdir()
    first = batch(entry(1), entry(2, level="error", where="host.ts:12", repeats=3), folder="scans")
    assert await post("log", first) == (200, {"session": SESSION, "acknowledged": 2})
    second = batch(
        entry(3, context={"bytes": 7, "kind": "RXES", "on": True, "n": None}), folder="scans"
    )
    assert await post("log", second) == (200, {"session": SESSION, "acknowledged": 3})
    assert lines(jp_root_dir / "scans") == first["entries"] + second["entries"]
    assert lines(jp_root_dir / "scans", "xes-errors.log") == [first["entries"][1]]
    assert sorted(os.listdir(jp_root_dir)) == ["scans"]


async def test_repeats_are_harmless(post, jp_root_dir):
    await post("log", batch(entry(1), entry(2, level="error")))
    code, answer = await post("log", batch(entry(3), entry(2, level="error"), entry(1), entry(3)))
    assert (code, answer["acknowledged"]) == (200, 3)
    assert [line["seq"] for line in lines(jp_root_dir)] == [1, 2, 3]
    assert [line["seq"] for line in lines(jp_root_dir, "xes-errors.log")] == [2]


async def test_an_empty_batch_reports_what_is_on_disk(post, jp_root_dir):
    assert await post("log", batch()) == (200, {"session": SESSION, "acknowledged": 0})
    assert os.listdir(jp_root_dir) == []
    await post("log", batch(entry(41)))
    assert (await post("log", batch()))[1]["acknowledged"] == 41


async def test_repeats_are_harmless_after_a_restart(post, extension, jp_root_dir):
    await post("log", batch(entry(1), entry(2)))
    extension.recorder._places.clear()  # the state of a new server
    assert (await post("log", batch(entry(2), entry(3))))[1]["acknowledged"] == 3
    assert [line["seq"] for line in lines(jp_root_dir)] == [1, 2, 3]


async def test_many_pages_at_once(post, jp_root_dir):
    sessions = [f"{number:08x}" for number in range(8)]
    bodies = [
        batch(*(entry(at * 5 + i, session=s, message="x" * 500) for i in range(1, 6)), session=s)
        for at in range(4)
        for s in sessions
    ]
    answers = []
    for at in range(0, len(bodies), 8):
        answers += await asyncio.gather(*(post("log", body) for body in bodies[at : at + 8]))
    assert {code for code, _ in answers} == {200}
    for session in sessions:
        assert [line["seq"] for line in lines(jp_root_dir, session=session)] == list(range(1, 21))


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"session":"0a1b2c3d","folder":"","entries":[{"seq":NaN}]}',
    {"folder": "", "entries": []},
    {"session": "0A1B2C3D", "folder": "", "entries": []},
    {"session": 12345678, "folder": "", "entries": []},
    {"session": SESSION, "entries": []},
    {"session": SESSION, "folder": None, "entries": []},
    {"session": SESSION, "folder": "\ud800", "entries": []},
    {"session": SESSION, "folder": "a\0b", "entries": [entry(1)]},
    {"session": SESSION, "folder": "a//b", "entries": [entry(1)]},
    {"session": SESSION, "folder": "", "entries": {}},
    batch("text"),
    batch(entry(1), entry(2, session="ffffffff")),
    *(batch(entry(seq)) for seq in (0, -1, 1.5, "1", True, None, 2**53)),
    *(batch(entry(1, time=time)) for time in ("", "yesterday", 5, "2026-11-24T22:15:00Z")),
    *(batch(entry(1, level=level)) for level in ("", "INFO", 20, None, ["info"])),
    *(batch(entry(1, module=module)) for module in ("", "a\nb", "x" * 65, 1, None)),
    *(batch(entry(1, message=message)) for message in (None, 1, {}, [])),
    *(batch(entry(1, path=path)) for path in (None, 1)),
    batch(entry(1, where=1)),
    *(batch(entry(1, repeats=repeats)) for repeats in (0, "2", 1.5, True)),
    *(batch(entry(1, context=context)) for context in ([], "x", {"a": {"b": 1}}, {"a": [[1]]})),
    b'{"session":"0a1b2c3d","folder":"","entries":[%s]}'
    % json.dumps(entry(1, context={"big": 12345})).replace("12345", "1e999").encode(),
]


async def test_every_bad_body_is_refused_and_nothing_written(post, jp_root_dir):
    for body in BAD_BODIES:
        code, answer = await post("log", body)
        assert code == 400, body
        assert answer["code"] == "body/invalid"
        assert answer["message"].endswith(".")
        assert os.listdir(jp_root_dir) == [], body


async def test_a_body_over_the_limit(post, jp_root_dir):
    body = batch(*(entry(seq, message="x" * 1000) for seq in range(1, 300)))
    code, answer = await post("log", body)
    assert (code, answer["code"]) == (413, "body/too-large")
    assert os.listdir(jp_root_dir) == []


async def test_keys_of_a_newer_page_are_dropped_and_long_texts_cut(post, jp_root_dir):
    await post("log", batch(entry(1, secret="x", message="y" * 50_000, path="half \ud800")))
    (retained,) = lines(jp_root_dir)
    assert set(retained) == {"session", "seq", "time", "level", "module", "message", "path"}
    assert len(retained["message"]) == 16_384
    assert retained["path"] == "half ?"


async def test_only_authenticated_requests_are_accepted(jp_serverapp, http_server_client, jp_root_dir):
    url = jp_serverapp.base_url + "jupyterlab-xes/"
    for route, method in (("log", "POST"), ("events", "POST"), ("health", "GET")):
        body = json.dumps(batch(entry(1))) if method == "POST" else None
        with pytest.raises(HTTPClientError) as refused:
            await http_server_client.fetch(
                url + route, method=method, body=body, follow_redirects=False
            )
        assert refused.value.code == 403
    assert os.listdir(jp_root_dir) == []


async def test_a_cookie_needs_the_xsrf_token(
    jp_serverapp, http_server_client, jp_fetch, jp_root_dir
):
    page = await jp_fetch("api", "contents")  # a token yields no cookie: log in by the form
    assert page.code == 200
    base = jp_serverapp.base_url
    token = jp_serverapp.identity_provider.token
    login = await http_server_client.fetch(
        f"{base}login?token={token}", follow_redirects=False, raise_error=False
    )
    cookies = "; ".join(value.split(";")[0] for value in login.headers.get_list("Set-Cookie"))
    assert "username" in cookies
    ask = await http_server_client.fetch(
        f"{base}login", headers={"Cookie": cookies}, raise_error=False, follow_redirects=False
    )
    given = [
        v.split(";")[0]
        for v in ask.headers.get_list("Set-Cookie") + login.headers.get_list("Set-Cookie")
    ]
    xsrf = next((v.split("=", 1)[1] for v in given if v.startswith("_xsrf=")), None)
    body = json.dumps(batch(entry(1)))
    bare = await http_server_client.fetch(
        f"{base}jupyterlab-xes/log",
        method="POST",
        body=body,
        headers={"Cookie": cookies},
        raise_error=False,
    )
    assert bare.code == 403
    assert os.listdir(jp_root_dir) == []
    if xsrf:
        sent = {"Cookie": f"{cookies}; _xsrf={xsrf}", "X-XSRFToken": xsrf}
        good = await http_server_client.fetch(
            f"{base}jupyterlab-xes/log", method="POST", body=body, headers=sent, raise_error=False
        )
        assert good.code == 200


async def test_the_log_is_not_activity(post, jp_serverapp, jp_fetch):
    before = jp_serverapp.web_app.settings.get("api_last_activity")
    await post("log", batch(entry(1)))
    await jp_fetch("jupyterlab-xes", "health")
    assert jp_serverapp.web_app.settings.get("api_last_activity") == before


class TestSwitchedOff:
    """Without `log_enabled`."""

    @pytest.fixture
    def xes_traits(self):
        return {"log_enabled": False}

    async def test_nothing_is_written(self, post, jp_fetch, jp_root_dir):
        assert (await post("log", batch(entry(1))))[0] == 404
        assert os.listdir(jp_root_dir) == []
        about = json.loads((await jp_fetch("jupyterlab-xes", "about")).body)
        assert about["features"] == ["health", "schemas"]
