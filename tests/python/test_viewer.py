"""The viewer from Python without a front end, and the messages sent to one."""

import json
import sys
import threading
import time
from types import SimpleNamespace

import pytest

import jupyterlab_xes as xes
from jupyterlab_xes.api import frontend, mime, pagecomm
from jupyterlab_xes.api import view as view_module
from jupyterlab_xes.api import viewer as viewer_module
from jupyterlab_xes.api.viewer import Viewer

NOTEBOOK = """
import time
start = time.monotonic()
from jupyterlab_xes.api.viewer import Viewer
from jupyterlab_xes.api.view import view
for opened in (Viewer, lambda: view("x.nxs")):
    try:
        opened()
    except Exception as error:
        print(error.code, time.monotonic() - start < 5)
print("goes on")
"""


def test_a_script_has_no_viewer_and_fails_at_once():
    start = time.monotonic()
    with pytest.raises(Exception, match="Everything else works here") as raised:
        Viewer()
    assert raised.value.code == "viewer/missing"
    assert time.monotonic() - start < 3


def test_without_ipython_there_is_no_viewer(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython.core.getipython", None)
    with pytest.raises(Exception, match="viewer/missing"):
        Viewer()


def test_a_notebook_executed_without_a_frontend_continues(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK)])
    nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    text = "".join(output.get("text", "") for output in notebook.cells[0].outputs)
    assert text.split("\n")[:3] == [
        "viewer/missing True",
        "viewer/missing True",
        "goes on",
    ]


class Page:
    """A page at the other end of the comm: its received messages, and its answers."""

    def __init__(self, kernel, target, data):
        self.opened = (target, data)
        self.sent = []
        self.reply = None
        self.closed = False
        pages.append(self)

    def on_msg(self, take):
        self._take = take

    def on_close(self, end):
        self._end = end

    def send(self, data):
        self.sent.append(data)
        if self.reply:
            self.reply(data)

    def close(self):
        self.closed = True

    def answer(self, data, buffers=()):
        self._take({"content": {"data": data}, "buffers": list(buffers)})


pages: list[Page] = []


@pytest.fixture
def kernel(monkeypatch):
    """A kernel of a page that does not greet automatically."""
    pages.clear()
    frontend._links.clear()
    one = SimpleNamespace(
        cell=1,
        _supports_kernel_subshells=True,
        get_parent=lambda: {"header": {"session": one.session, "msg_id": f"cell-{one.cell}"}},
        session="page-1",
    )
    monkeypatch.setattr(frontend, "kernel_here", lambda: one)
    monkeypatch.setattr(frontend, "page_comm", Page)
    monkeypatch.setattr(frontend, "PATIENCE", 0.2)
    return one


def greet(prompt):
    """Let the next page greet, from another thread."""

    def later():
        while not pages:
            time.sleep(0.005)
        page = pages[0]
        page.reply = lambda data: page.answer({"id": data["id"], "ok": {"op": data["op"]}})
        page.answer({"hello": 1, "prompt": prompt})

    threading.Thread(target=later).start()


def test_a_page_without_the_extension_is_missing_within_seconds(kernel):
    with pytest.raises(Exception, match="viewer/missing"):
        Viewer()
    assert pages[0].opened == ("jupyterlab-xes", {"session": "page-1", "started": frontend.started_in()})


def test_a_page_that_closes_the_comm_is_missing(kernel):
    frontend.PATIENCE = 60

    def later():
        while not pages:
            time.sleep(0.005)
        pages[0]._end({})

    threading.Thread(target=later).start()
    with pytest.raises(Exception, match="viewer/missing"):
        Viewer()


def test_answers_arrive_within_the_cell_and_time_out(kernel):
    greet(prompt=True)
    v = Viewer()
    (page,) = pages
    assert v.result("cut") == {"op": "result"}
    page.reply = lambda data: page.answer({"id": data["id"], "error": {"code": "step/input", "message": "No."}})
    with pytest.raises(Exception, match=r"No\. \[step/input\]"):
        v.add_step("average", "s1")
    page.reply = None
    with pytest.raises(Exception, match="viewer/timeout"):
        v.settled(timeout=0.1)
    # a late answer is ignored
    page.answer({"id": page.sent[-1]["id"], "ok": {}})
    page.reply = lambda data: page.answer({"id": data["id"], "ok": {"scans": []}})
    assert v.settled() == {"scans": []}


def test_steps_are_sent_with_the_names_in_documents(kernel):
    greet(prompt=True)
    v = Viewer()
    (page,) = pages
    page.reply = lambda data: page.answer({"id": data["id"], "ok": {"id": "step"}})
    assert v.add_step("map_of_scans", "scans", from_incident=(7100, 7120)) == "step"
    assert page.sent[-1]["args"] == {
        "step": "mapOfScans", "from": ["scans"], "parameters": {"fromIncident": [7100, 7120]},
    }  # fmt: skip
    sent = len(page.sent)
    with pytest.raises(Exception, match=r'There is no step "smoothe".*\[step/unknown\]'):
        v.add_step("smoothe", "s1")
    assert len(page.sent) == sent


def test_arguments_are_accepted_as_by_the_functions(kernel, demo):
    greet(prompt=True)
    v = Viewer()
    (page,) = pages
    page.reply = lambda data: page.answer({"id": data["id"], "ok": {"id": "step"}})
    wide = xes.open(demo / "xes-demo-kbeta.nxs", channel="lower")
    v.add_step(xes.background, "average 1", join=wide, exclude=(9562, 9590), label="taken off", id="off")
    file = viewer_module._named(demo / "xes-demo-kbeta.nxs")
    assert page.sent[-1]["args"] == {
        "step": "background",
        "from": ["average 1", {"scan": file, "channel": "lower"}],
        "parameters": {"exclude": [[9562, 9590]], "join": True},
        "label": "taken off",
        "id": "off",
    }
    v.add_step("normalise", ["s1", {"id": "s2"}], reference="s3")
    assert page.sent[-1]["args"] == {
        "step": "normalise", "from": ["s1", {"id": "s2"}, "s3"], "parameters": {"by": "reference"},
    }  # fmt: skip
    v.show(wide)
    assert page.sent[-1]["args"] == {"ids": [{"scan": file, "channel": "lower"}]}
    sent = len(page.sent)
    for refused in (xes.smooth(wide), 5):
        with pytest.raises(xes.XESError, match=r"xes\.view\(result\).*\[step/input\]"):
            v.add_step("smooth", refused)
    assert len(page.sent) == sent


def test_arrays_arrive_in_chunks(kernel):
    np = pytest.importorskip("numpy")
    greet(prompt=True)
    v = Viewer()
    (page,) = pages
    numbers = np.array([1.5, np.nan, -2.0])
    data = numbers.tobytes()

    def reply(request):
        for i, part in enumerate((data[:10], data[10:])):
            page.answer({"id": request["id"], "part": i}, [memoryview(part)])
        page.answer({"id": request["id"], "ok": {"values": [{"energy": {"$array": [0, 3]}}]}, "bytes": 24})

    page.reply = reply
    found = v.result("cut")["values"][0]["energy"]
    np.testing.assert_array_equal(found, numbers)


def test_without_subshells_the_next_cell_has_the_answer(kernel):
    kernel._supports_kernel_subshells = False
    v = Viewer()
    (page,) = pages
    with pytest.raises(Exception, match="next cell.*viewer/busy"):
        v.result("cut")
    with pytest.raises(Exception, match="viewer/busy"):
        v.result("cut")  # in the same cell: not requested again
    assert [entry["op"] for entry in page.sent] == ["attach", "result"]
    # between the cells
    page.answer({"hello": 1, "prompt": False})
    page.answer({"id": 1, "ok": None})
    page.answer({"id": 2, "ok": {"outcome": "done"}})
    page.answer({"state": {"scans": [], "settled": True}, "at": 2})
    assert v.result("cut") == {"outcome": "done"}
    assert v.state() == {"scans": [], "settled": True}
    v.show("cut")
    with pytest.raises(Exception, match="viewer/busy"):
        v.state()  # the pushed state is older than the requested one
    # errors are raised by the next call
    page.answer({"id": 3, "error": {"code": "analysis/edit", "message": "No."}})
    with pytest.raises(Exception, match="analysis/edit"):
        v.show("cut")


def test_each_page_has_its_own_link(kernel):
    greet(prompt=True)
    v = Viewer()
    (first,) = pages
    pages.clear()
    kernel.session = "page-2"
    greet(prompt=True)
    v.show("cut")
    (second,) = pages
    kernel.session = "page-1"
    v.show("map")
    assert [entry["args"] for entry in first.sent if entry["op"] == "show"] == [{"ids": ["map"]}]
    assert [entry["args"] for entry in second.sent] == [{"ids": ["cut"]}]
    # repeatedly reloaded pages leave only a few
    for i in range(20):
        pages.clear()
        kernel.session = f"anew-{i}"
        greet(prompt=True)
        v.show("cut")
    assert len(frontend._links) == frontend._MOST_PAGES
    assert first.closed and second.closed and not pages[0].closed


def test_paths_are_sent_relative_to_the_notebook(tmp_path, monkeypatch):
    folder = tmp_path / "run 1"
    folder.mkdir()
    (tmp_path / "x.nxs").touch()
    (folder / "link.nxs").symlink_to(tmp_path / "x.nxs")
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "a.ipynb"))
    monkeypatch.chdir(tmp_path)
    assert viewer_module._named("x.nxs")["relative"] == ["../x.nxs"]
    assert viewer_module._named(folder / "link.nxs")["relative"] == ["link.nxs", "../x.nxs"]
    with pytest.raises(Exception, match="file/not-found"):
        viewer_module._named("nothing.nxs")


class Recipe:
    """Like a result."""

    label = "HERFD"

    def __init__(self, path):
        self.recipe = {
            "version": 3,
            "scans": [{"id": "s1", "path": path}],
            "steps": [],
            "view": {"shown": ["s1"]},
        }


def test_the_document_of_an_output_is_relative_to_the_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "nb" / "a.ipynb"))
    (bundle,) = mime.view_bundle(Recipe(str(tmp_path / "raw" / "x.nxs"))).values()
    assert bundle["version"] == 1
    assert bundle["shown"] == ["s1"]
    assert bundle["document"]["scans"] == [{"id": "s1", "path": "../raw/x.nxs"}]
    assert mime.view_bundle(Recipe("table:00")) == {}
    assert mime.view_bundle(object()) == {}


def test_a_table_is_not_opened_next_to_the_notebook(kernel):
    greet(prompt=True)
    with pytest.raises(Exception, match="in no file.*viewer/path"):
        view_module.view(Recipe("table:00"))


def test_numbers_of_numpy_are_sent_as_json():
    np = pytest.importorskip("numpy")
    sent = pagecomm.plain({"at": np.float64(1.5), "include": np.array([[1, 2]])})
    assert json.dumps(sent) == '{"at": 1.5, "include": [[1, 2]]}'
    with pytest.raises(TypeError, match="can't be sent"):
        pagecomm.plain({"at": object()})
