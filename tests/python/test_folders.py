"""Where a log may be written: never outside the root, whatever the name of the folder."""

import os

import pytest
from conftest import batch, entry, lines

OUTSIDE = [
    "..",
    "../..",
    "a/../..",
    "a/..",
    "/",
    "/etc",
    "//server/share",
    "C:/Windows",
    "C:\\Windows",
    "c:",
]


def everything_below(folder):
    return sorted(os.path.join(at, name) for at, ds, fs in os.walk(folder) for name in ds + fs)


async def test_outside_the_root(post, jp_root_dir, tmp_path):
    before = everything_below(tmp_path)
    for folder in OUTSIDE:
        code, answer = await post("log", batch(entry(1), folder=folder))
        assert (code, answer["code"]) == (403, "folder/outside"), folder
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", jp_root_dir / "out")
    (jp_root_dir / "in").mkdir()
    os.symlink(tmp_path / "elsewhere", jp_root_dir / "in" / "xes-diagnostics")
    for folder in ("out", "in"):
        code, answer = await post("log", batch(entry(1), folder=folder))
        assert (code, answer["code"]) == (403, "folder/outside"), folder
    assert os.listdir(tmp_path / "elsewhere") == []
    assert [name for name in everything_below(tmp_path) if name.endswith(".log")] == [
        name for name in before if name.endswith(".log")
    ]


async def test_a_log_that_is_a_link_or_a_pipe_is_not_written(post, jp_root_dir, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"raw data")
    for name in ("link", "pipe", "folder"):
        (jp_root_dir / name / "xes-diagnostics").mkdir(parents=True)
    os.symlink(victim, jp_root_dir / "link" / "xes-diagnostics" / "xes.log")
    os.mkfifo(jp_root_dir / "pipe" / "xes-diagnostics" / "xes.log")
    (jp_root_dir / "folder" / "xes-diagnostics" / "xes.log").mkdir()
    for name in ("link", "pipe", "folder"):
        code, _ = await post("log", batch(entry(1), folder=name))
        assert code in (403, 409), name
    assert victim.read_bytes() == b"raw data"


async def test_hidden_folders(post, jp_root_dir):
    (jp_root_dir / ".ssh").mkdir()
    (jp_root_dir / "a" / ".git").mkdir(parents=True)
    for folder in (".ssh", "a/.git", ".not-there"):
        code, answer = await post("log", batch(entry(1), folder=folder))
        assert (code, answer["code"]) == (403, "folder/hidden")
    assert os.listdir(jp_root_dir / ".ssh") == os.listdir(jp_root_dir / "a" / ".git") == []


async def test_missing_folders_and_files(post, jp_root_dir):
    (jp_root_dir / "scan.nxs").write_bytes(b"raw")
    for folder, reason in (
        ("gone", "folder/missing"),
        ("RTC:scans", "folder/missing"),
        ("x" * 300, "folder/missing"),
        ("scan.nxs", "folder/not-a-folder"),
    ):
        code, answer = await post("log", batch(entry(1), folder=folder))
        assert (code, answer["code"]) == (409, reason), folder
    assert os.listdir(jp_root_dir) == ["scan.nxs"]
    assert (jp_root_dir / "scan.nxs").read_bytes() == b"raw"


@pytest.mark.parametrize("name", ["#?%&é'\"<> +", "a\\b", "x-ray ☢", "12:30 scan", "line\nend"])
async def test_hostile_names(post, jp_root_dir, name):
    (jp_root_dir / name / "in").mkdir(parents=True)
    code, _ = await post("log", batch(entry(1), folder=f"{name}/in"))
    assert code == 200
    assert len(lines(jp_root_dir / name / "in")) == 1


async def test_a_link_inside_the_root_is_followed(post, jp_root_dir):
    (jp_root_dir / "real").mkdir()
    os.symlink(jp_root_dir / "real", jp_root_dir / "short")
    assert (await post("log", batch(entry(1), folder="short")))[0] == 200
    assert len(lines(jp_root_dir / "real")) == 1


async def test_a_folder_deleted_meanwhile(post, jp_root_dir):
    for at in (1, 2):
        (jp_root_dir / "s").mkdir()
        assert (await post("log", batch(entry(at), folder="s")))[1]["acknowledged"] == at
        assert [line["seq"] for line in lines(jp_root_dir / "s")] == [at]
        for name in os.listdir(jp_root_dir / "s" / "xes-diagnostics"):
            os.remove(jp_root_dir / "s" / "xes-diagnostics" / name)
        os.rmdir(jp_root_dir / "s" / "xes-diagnostics")
        os.rmdir(jp_root_dir / "s")
        assert (await post("log", batch(entry(at), folder="s")))[0] == 409
