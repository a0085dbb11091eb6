"""The command line in the tests' server behaves like the command line as a process."""

import pytest
from cli import ENGINE, everything, xes

PROCESS = ("node", str(ENGINE))

REQUESTS = [
    ["inspect", "{demo}/xes-demo-rxes.nxs", "--json"],
    ["spectrum", "{demo}/xes-demo-kbeta.nxs", "--out", "kb.csv"],
    ["spectrum", "none.nxs", "--out", "none.csv", "--json"],
    ["cut", "{demo}/xes-demo-rxes.nxs", "--chanel", "upper"],
    ["apply", "moments", "{demo}/xes-demo-kbeta.nxs", "--json"],
    ["map", "{demo}/xes-demo-aborted.nxs", "--out", "map.nxs"],
    ["average", "{demo}/xes-demo-kbeta.*", "none.nxs", "--out", "mean.csv"],
    ["cut", "--help"],
]


def outcomes(demo, folder, requests, **more):
    """Exit code and output of each request, and the files they wrote."""
    folder.mkdir()
    found = []
    for words in requests:
        ended = xes(*(word.format(demo=demo) for word in words), cwd=folder, **more)
        found.append((ended.returncode, ended.stdout, ended.stderr))
    return found, everything(folder)


@pytest.mark.skipif(not ENGINE.is_file(), reason="the engine is not built")
def test_requests_end_as_separate_processes_in_any_order(demo, tmp_path):
    processes, written = outcomes(demo, tmp_path / "a", REQUESTS, command=PROCESS)
    for name, order in (("b", 1), ("c", -1)):
        answers, files = outcomes(demo, tmp_path / name, REQUESTS[::order])
        assert answers[::order] == processes
        assert sorted(files) == sorted(written)
        assert files["kb.csv"] == written["kb.csv"]
