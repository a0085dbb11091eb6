"""The log files: rotation, full and read-only disks, partial lines, the tail."""

import contextlib
import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import SESSION, entry

from jupyterlab_xes import logfile, logfolder, loglock
from jupyterlab_xes.logfile import LogFile
from jupyterlab_xes.logfolder import LogFolder
from jupyterlab_xes.loglock import LOCK, locked
from jupyterlab_xes.refusals import Refusal


def numbers(path):
    return [json.loads(line)["seq"] for line in Path(path).read_bytes().splitlines()]


def names(folder):
    return sorted(os.listdir(folder))


def test_rotation_preserves_whole_lines_and_the_number_of_files(tmp_path):
    log = LogFile(str(tmp_path / "xes.log"), 1000, 3)
    for at in range(0, 60, 6):
        log.append(SESSION, [entry(at + i) for i in range(1, 7)])
    assert names(tmp_path) == ["xes.log", "xes.log.1", "xes.log.2"]
    retained = [n for name in ("xes.log.2", "xes.log.1", "xes.log") for n in numbers(tmp_path / name)]
    assert retained == list(range(retained[0], 61))
    assert all((tmp_path / name).stat().st_size <= 1000 for name in names(tmp_path))


def test_fewer_files_than_before(tmp_path):
    LogFile(str(tmp_path / "xes.log"), 300, 5).append(SESSION, [entry(i) for i in range(1, 20)])
    assert len(names(tmp_path)) == 5
    LogFile(str(tmp_path / "xes.log"), 300, 2).append(SESSION, [entry(i) for i in range(20, 30)])
    assert names(tmp_path) == ["xes.log", "xes.log.1"]


def test_the_last_number_is_found_in_the_previous_file(tmp_path):
    path = str(tmp_path / "xes.log")
    LogFile(path, 10_000, 3).append(SESSION, [entry(7)])
    os.replace(path, path + ".1")
    assert LogFile(path, 10_000, 3).last_seq(SESSION) == 7
    assert LogFile(path, 10_000, 3).last_seq("ffffffff") == 0


def test_the_tail_is_bounded(tmp_path, monkeypatch):
    read = []
    plain = logfile.tail_lines
    monkeypatch.setattr(logfile, "tail_lines", lambda *a: read.append(plain(*a)[1]) or plain(*a))
    (tmp_path / "xes.log").write_bytes(b"x" * 5_000_000 + b"\n")
    assert LogFile(str(tmp_path / "xes.log"), 10_000_000, 2).last_seq(SESSION) == 0
    assert sum(read) <= logfile.TAIL


def test_lines_of_another_writer_are_noticed(tmp_path):
    one, two = (LogFile(str(tmp_path / "xes.log"), 10_000, 2) for _ in range(2))
    one.append(SESSION, [entry(1)])
    two.append(SESSION, [entry(1), entry(2)])
    one.append(SESSION, [entry(2), entry(3)])
    assert numbers(tmp_path / "xes.log") == [1, 2, 3]


def test_servers_that_share_a_folder_lose_no_line_at_rotation(tmp_path, monkeypatch):
    """Both check the size, both decide to rotate: the second would discard what the first preserved."""
    full = [entry(at) for at in range(1, 40)]
    size = sum(len(logfile.line_of(item)) for item in full)
    logs = [LogFolder(str(tmp_path), str(tmp_path), size, 2) for _ in range(2)]
    logs[0].append(SESSION, full)
    rotate = LogFile._rotate
    both = threading.Barrier(2)

    def slowly(log):
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(0.5)  # broken if one waits for the other to be ready, as it must
        rotate(log)

    monkeypatch.setattr(LogFile, "_rotate", slowly)
    sessions = ["aaaaaaaa", "bbbbbbbb"]
    with ThreadPoolExecutor(2) as pool:
        written = [
            pool.submit(log.append, session, [entry(1, session=session)])
            for log, session in zip(logs, sessions, strict=True)
        ]
    assert [item.result() for item in written] == [1, 1]
    folder = tmp_path / "xes-diagnostics"
    lines = b"".join((folder / name).read_bytes() for name in ("xes.log.1", "xes.log"))
    retained = [json.loads(line)["session"] for line in lines.splitlines()]
    assert retained.count(SESSION) == 39
    assert sorted(retained)[-2:] == sessions


def test_a_folder_locked_by_a_dead_server_is_free(tmp_path):
    log = LogFolder(str(tmp_path), str(tmp_path), 10_000, 2)
    log.append(SESSION, [entry(1)])
    lock = tmp_path / "xes-diagnostics" / LOCK
    code = f"import fcntl, os; fcntl.flock(os.open({str(lock)!r}, os.O_RDWR), 2); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert log.append(SESSION, [entry(2)]) == 2


def test_a_lock_held_by_another_process_is_waited_for_and_then_refused(tmp_path):
    log = LogFolder(str(tmp_path), str(tmp_path), 10_000, 2)
    log.append(SESSION, [entry(1)])
    with locked(str(tmp_path / "xes-diagnostics"), 0):
        with pytest.raises(Refusal) as refused:
            log.append(SESSION, [entry(2)], 0.05)
        assert refused.value.code == "file/busy"
    assert log.append(SESSION, [entry(2)]) == 2


def test_a_lock_removed_while_waiting_is_invalid(tmp_path):
    """Two servers would write at once: one has the deleted file open, the other a new one."""
    folder, lock, inside = str(tmp_path), tmp_path / LOCK, []

    def wait():
        with locked(folder, 10):
            inside.append(lock.stat().st_ino)
            with pytest.raises(Refusal), locked(folder, 0):
                pass

    with ThreadPoolExecutor(1) as pool, locked(folder, 0):
        waiting = pool.submit(wait)
        time.sleep(0.1)
        lock.unlink()
        with locked(folder, 0):
            pass
        assert inside == []
    waiting.result()
    assert inside == [lock.stat().st_ino]


def test_nothing_is_cleaned_up_while_another_server_writes(tmp_path):
    log = tmp_path / "xes.log"
    with locked(str(tmp_path), 0):
        log.touch()
        logfolder.remove_if_empty(str(tmp_path))
        assert log.exists() and (tmp_path / LOCK).exists()
    logfolder.remove_if_empty(str(tmp_path))
    assert not tmp_path.exists()


def test_a_disk_without_locks_accepts_logs(tmp_path, monkeypatch):
    def unknown(*_):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(loglock.fcntl, "flock", unknown)
    log = LogFolder(str(tmp_path), str(tmp_path), 10_000, 2)
    assert log.append(SESSION, [entry(1)]) == 1


def test_half_a_line_is_ended_by_the_next_append(tmp_path):
    path = tmp_path / "xes.log"
    path.write_bytes(b'{"session":"0a1b2c3d","seq":1}\n{"session":"0a1b2c3d","se')
    LogFile(str(path), 10_000, 2).append(SESSION, [entry(2)])
    text = path.read_bytes().split(b"\n")
    assert text[1] == b'{"session":"0a1b2c3d","se'
    assert json.loads(text[2])["seq"] == 2


def test_a_disk_that_fills_up_in_the_middle_of_a_write(tmp_path):
    """The kernel itself truncates the write: a limit on the size of files."""
    folder = LogFolder(str(tmp_path), str(tmp_path), 10_000_000, 3)
    folder.append(SESSION, [entry(1)])
    path = tmp_path / "xes-diagnostics" / "xes.log"
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, hard))
    try:
        with pytest.raises(Refusal) as refused:
            folder.append(SESSION, [entry(2), entry(3)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (refused.value.status, refused.value.code) == (507, "disk/full")
    assert path.read_bytes() == before
    assert folder.append(SESSION, [entry(2), entry(3)]) == 3
    assert numbers(path) == [1, 2, 3]


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        (errno.ENOSPC, 507, "disk/full"),
        (errno.EDQUOT, 507, "disk/full"),
        (errno.EROFS, 409, "folder/read-only"),
        (errno.EIO, 409, "file/error"),
    ],
)
def test_a_disk_that_reports_errors_at_the_end_only(tmp_path, monkeypatch, number, status, code):
    """Like network disks."""
    folder = LogFolder(str(tmp_path), str(tmp_path), 10_000_000, 3)

    def fail(_handle):
        raise OSError(number, os.strerror(number), "/home/ann/secret")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(Refusal) as refused:
            folder.append(SESSION, [entry(1, level="error")])
    assert (refused.value.status, refused.value.code) == (status, code)
    assert "/home" not in refused.value.message
    folder.append(SESSION, [entry(1, level="error")])
    for name in ("xes.log", "xes-errors.log"):
        assert set(numbers(tmp_path / "xes-diagnostics" / name)) == {1}


def test_a_read_only_folder():
    """As an ordinary user: root has all permissions."""
    tmp = Path(tempfile.mkdtemp())
    was = os.geteuid()
    try:
        os.chmod(tmp, 0o755)
        (tmp / "locked").mkdir(mode=0o755)
        if was == 0:
            os.seteuid(65534)
        else:
            os.chmod(tmp / "locked", 0o555)
        with pytest.raises(Refusal) as refused:
            LogFolder(str(tmp / "locked"), str(tmp), 1000, 2).append(SESSION, [entry(1)])
    finally:
        os.seteuid(was)
        left = names(tmp / "locked")
        os.chmod(tmp / "locked", 0o755)
        shutil.rmtree(tmp)
    assert (refused.value.status, refused.value.code) == (409, "folder/read-only")
    assert left == []
