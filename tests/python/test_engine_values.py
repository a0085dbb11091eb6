"""The engine's answers equal the output of the command line."""

import json
import os
import shutil
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from cli import ROOT, answer, done, everything, table, xes

from jupyterlab_xes.engineprocess import XESError, call
from jupyterlab_xes.engineprocess.protocol import HEAD, TAIL, decode, encode, lengths, require_end

KBETA, HERFD, RXES = "xes-demo-kbeta.nxs", "xes-demo-herfd.nxs", "xes-demo-rxes.nxs"


def recipe(*steps, **scans):
    """A recipe of scans by their ids, and steps `(id, step, from, parameters)`."""
    names = ("id", "step", "from", "parameters")
    return {
        "scans": [{"id": key, "path": str(path)} for key, path in scans.items()],
        "steps": [dict(zip(names, step, strict=True)) for step in steps],
    }


def written_analysis(folder, document):
    """An analysis of a recipe as a file."""
    file = folder / "a.xes.json"
    file.write_text(json.dumps({"type": "xes-analysis", "version": 3, "view": {}, **document}))
    return file


def only(document, ref, **more):
    """The only item of a result."""
    (result,) = call("evaluate", recipe=document, demand=[ref], **more)["results"]
    (item,) = result["items"]
    assert item["error"] is None
    return item


def refused(op, **fields):
    """The error of a call that must fail."""
    with pytest.raises(XESError) as error:
        call(op, **fields)
    assert str(error.value).endswith(f"[{error.value.code}]")
    return error.value


def through(message):
    """A message as returned from the other end."""
    data = b"".join(bytes(piece) for piece in encode(message))
    header, payload = lengths(data[:HEAD])
    assert len(data) == HEAD + header + payload + TAIL
    require_end(data[-TAIL:])
    return decode(data[HEAD : HEAD + header], data[HEAD + header : -TAIL])


def test_messages_preserve_arrays_and_keys_that_look_like_their_mark():
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.array([1, 2, 3], "u1"), "c": np.empty(0)}
    sent = {**arrays, "scalar": np.float32(0.5), "keys": {"$array": [0], "$$array": 1}}
    found = through(sent)
    assert found["keys"] == sent["keys"] and found["scalar"] == 0.5
    for name, values in arrays.items():
        np.testing.assert_array_equal(found[name], values)
        assert found[name].dtype == values.dtype
    wide = through({"x": np.arange(4)[::2], "y": np.arange(3, dtype=">f8")})
    np.testing.assert_array_equal(wide["x"], [0, 2])
    np.testing.assert_array_equal(wide["y"], [0, 1, 2])


@pytest.mark.parametrize("name", [KBETA, HERFD, RXES])
def test_a_scan_equals_what_inspect_prints(demo, name):
    path = str(demo / name)
    output = call("inspect", path=path)
    assert output.pop("key")
    printed = answer("inspect", path)
    assert json.loads(json.dumps(output)) == json.loads(json.dumps(printed))


def test_a_spectrum_is_the_one_of_the_command_line(demo, tmp_path):
    path = demo / KBETA
    done("spectrum", path, "--channel", "lower", "--out", tmp_path / "s.csv")
    expected = table(tmp_path / "s.csv")
    item = only(recipe(s1=path), {"id": "s1", "channel": "lower"})
    assert item["channel"] == "lower"
    value = item["value"]
    np.testing.assert_array_equal(value["energy"], expected["energy_eV"])
    np.testing.assert_array_equal(value["intensity"], expected["intensity"])
    np.testing.assert_array_equal(value["sigma"], expected["sigma"])
    np.testing.assert_allclose(value["counts"] / value["monitor"], value["intensity"], rtol=1e-12)


def test_a_map_has_two_dimensions_and_the_cells_of_the_command_line(demo, tmp_path):
    path = demo / RXES
    done("map", path, "--channel", "upper", "--out", tmp_path / "m.csv")
    expected = table(tmp_path / "m.csv")
    value = only(recipe(s1=path), {"id": "s1", "channel": "upper"})["value"]
    shape = (len(value["emission"]), len(value["incident"]))
    assert value["intensity"].shape == value["transfer"].shape == value["counts"].shape == shape
    # one row per cell there, the cells of one incident energy together
    measured = np.isfinite(value["intensity"]).T
    incident, emission = np.meshgrid(value["incident"], value["emission"], indexing="ij")
    np.testing.assert_array_equal(value["intensity"].T[measured], expected["intensity"])
    np.testing.assert_array_equal(value["sigma"].T[measured], expected["sigma"])
    np.testing.assert_allclose(incident[measured], expected["incident_eV"], atol=1e-8)
    np.testing.assert_allclose(emission[measured], expected["emission_eV"], atol=1e-8)
    transfer = value["incident"] - value["emission"][:, None]
    np.testing.assert_allclose(value["transfer"], transfer, atol=1e-6)


def test_results_numbers_and_warnings_are_those_of_a_run(demo, tmp_path):
    steps = [
        ("cut", "cut", ["scans"], {"type": "CEE", "at": 8638, "channel": "upper"}),
        ("moments", "moments", ["cut"], {}),
    ]
    document = recipe(*steps, s1=demo / RXES)
    file = written_analysis(tmp_path, recipe(*steps))
    done("run", file, demo / RXES, "--out", tmp_path / "out")
    folder = tmp_path / "out" / RXES.removesuffix(".nxs")
    (curve,) = folder.rglob("cut*.csv")
    expected = table(curve)
    value = only(document, "cut")["value"]
    np.testing.assert_array_equal(value["energy"], expected["energy_eV"])
    np.testing.assert_array_equal(value["intensity"], expected["intensity"])
    written = json.loads((folder / "result.json").read_text())["steps"][1]["numbers"]
    numbers = only(document, "moments")["numbers"]
    assert {entry["name"]: entry["value"] for entry in written} == {
        name: one["value"] for name, one in numbers.items()
    }


def test_kinds_and_sizes_are_answered_without_arrays(demo):
    document = recipe(s1=demo / RXES)
    value = only(document, {"id": "s1", "channel": "upper"}, arrays=False)["value"]
    assert value["kind"] == "map" and len(value["shape"]) == 2


def test_a_failing_step_is_an_outcome_and_names_its_input(demo):
    document = recipe(("bad", "smooth", ["s1"], {"window": "many"}), s1=demo / KBETA)
    output = call("evaluate", recipe=document, demand=["bad", "s1"])
    assert output["nodes"]["bad"]["state"] == "failed"
    assert output["nodes"]["bad"]["error"]["code"] == "step/parameter"
    assert output["results"][1]["items"][0]["value"]["kind"] == "spectrum"


def test_a_missing_file_fails_its_scan_alone(demo, tmp_path):
    document = recipe(s1=demo / KBETA, s2=tmp_path / "none.nxs")
    output = call("evaluate", recipe=document, demand=["s1", "s2"])
    assert output["nodes"]["s1"]["state"] == "done"
    assert output["nodes"]["s2"]["state"] == "failed"
    assert output["results"][1]["items"][0]["error"]["code"] == "file/not-found"


def test_a_changed_file_is_reread(demo, tmp_path):
    path = tmp_path / "scan.csv"
    path.write_text("energy_eV,intensity\n9600,1\n9601,2\n9602,3\n")
    assert only(recipe(s1=path), "s1")["value"]["intensity"].tolist() == [1, 2, 3]
    stat = path.stat()
    path.write_text("energy_eV,intensity\n9600,4\n9601,5\n9602,6\n")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert only(recipe(s1=path), "s1")["value"]["intensity"].tolist() == [4, 5, 6]


def test_unclear_columns_are_listed(tmp_path):
    path = tmp_path / "plain.dat"
    path.write_text("".join(f"{k} {k * k} {k + 5}\n" for k in range(20)))
    error = refused("inspect", path=str(path))
    assert error.code == "scan/columns-unknown"
    assert [array["name"] for array in error.listing["arrays"]] == ["1", "2", "3"]
    columns = {"emission": "1", "intensity": "2", "unit": "eV"}
    assert call("inspect", path=str(path), columns=columns)["kind"] == "XES"
    assert call("inspect", path=str(path), columns="emission=1,intensity=2,unit=eV")["kind"] == "XES"


X = np.arange(9600.0, 9650.0)


def test_a_spectrum_in_memory_is_accepted_by_steps():
    counts = np.round(1e4 * np.exp(-((X - 9620) ** 2) / 20)) + 5
    columns = {"energy_eV": X[::-1], "intensity": (counts / 50)[::-1]}
    more = {"counts": counts[::-1], "monitor": np.full(50, 50.0)}
    tables = {"one": {"columns": {**columns, **more}, "axis": "incident", "label": "mine"}}
    document = recipe(("m", "moments", ["s1"], {}), s1="table:one")
    document["scans"][0]["label"] = "mine"
    output = call("evaluate", recipe=document, demand=["s1", "m"], tables=tables)
    (item,) = output["results"][0]["items"]
    assert item["label"] == "mine" and item["value"]["axis"] == "incident"
    np.testing.assert_array_equal(item["value"]["energy"], X)
    np.testing.assert_array_equal(item["value"]["counts"], counts)
    np.testing.assert_allclose(item["value"]["sigma"], np.sqrt(np.maximum(counts, 1)) / 50)
    (moments,) = output["results"][1]["items"]
    mean = np.sum(X * counts) / np.sum(counts)
    assert moments["numbers"]["m1"]["value"] == pytest.approx(mean, abs=0.05)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"energy_eV": X}, "energy_eV and intensity"),
        ({"energy_eV": X, "intensity": X[1:]}, "49 values"),
        ({"energy_eV": X * np.nan, "intensity": X}, "no row"),
        ({"energy_eV": X, "intensity": X, "counts": 2 * X}, "not counts over monitor"),
        ({"energy_eV": np.repeat(X[:25], 2), "intensity": X, "counts": X}, "repeated"),
        ({"energy_eV": X.reshape(5, 10), "intensity": X}, "one-dimensional"),
    ],
)
def test_invalid_spectra_are_refused(columns, why):
    error = refused("table", sha256="bad", columns=columns)
    assert error.code == "table/invalid"
    assert why in error.message


@pytest.mark.parametrize(
    ("step", "parameters", "code", "why"),
    [
        ("smoothe", {}, "step/unknown", "smoothe"),
        ("smooth", {"windows": 5}, "step/parameter", 'no parameter "windows"; it has '),
        ("smooth", {"window": "wide"}, "step/parameter", 'window is "wide"; it must be '),
        ("smooth", {"window": True}, "step/parameter", "window is True; it must be "),
        ("cut", {}, "step/parameter", "needs the parameter"),
    ],
)
def test_steps_with_impossible_parameters_are_refused_by_the_edit(step, parameters, code, why):
    text = json.dumps({
        "type": "xes-analysis", "version": 3, "scans": [{"id": "a", "path": "a.nxs"}], "view": {},
        "steps": [{"id": "own", "step": step, "from": ["scans"], "parameters": parameters}],
    })  # fmt: skip
    document = call("document", text=text)["document"]
    added = {"name": "add-step", "step": step, "parameters": parameters}
    changed = {"name": "set-step", "id": "own", "parameters": parameters}
    for edit in (added, changed):
        error = refused("edit", document=document, edit=edit)
        assert error.code == code
        assert why in error.message
    # an existing one in a document can be switched off
    off = call("edit", document=document, edit={"name": "set-step", "id": "own", "off": True})
    assert off["document"]["steps"][0]["off"] is True


def test_documents_are_read_edited_and_written_as_the_viewer_does(tmp_path):
    old = {"type": "xes-analysis", "version": 2, "scans": [{"id": "a", "path": "a.nxs"}], "steps": []}
    document = call("document", text=json.dumps(old))["document"]
    assert document["version"] == 3

    def edit(**fields):
        nonlocal document
        output = call("edit", document=document, edit=fields)
        document = output["document"]
        return output

    assert edit(name="add-scans", paths=["b.nxs", {"path": "c.nxs", "label": "third"}])["ids"]
    step = edit(name="add-step", step="smooth", **{"from": ["scans"]}, label="soft")["id"]
    edit(name="set-step", id=step, parameters={"window": 5}, off=True)
    edit(name="rename", id=step, label="softer")
    edit(name="show", refs=[step])
    assert document["steps"][0] == {
        "id": step, "step": "smooth", "from": ["scans"], "parameters": {"window": 5},
        "label": "softer", "off": True,
    }  # fmt: skip
    assert document["view"]["shown"] == [{"id": step}]
    text = call("write", document=document)["text"]
    assert call("write", document=call("document", text=text)["document"])["text"] == text
    edit(name="remove", ids=[step])
    assert document["steps"] == []
    gone = refused("edit", document=document, edit={"name": "remove", "ids": ["nobody"]})
    assert gone.code == "analysis/edit"
    assert refused("edit", document=document, edit={"name": "constructor"}).code == "engine/protocol"
    assert refused("document", text="{").code == "analysis/invalid"


def test_saved_files_are_those_of_the_command_line(demo, tmp_path):
    path = demo / HERFD
    done("spectrum", path, "--channel", "upper", "--out", tmp_path / "cli.csv")
    ref = {"id": "s1", "channel": "upper"}
    call("save", recipe=recipe(s1=path), ref=ref, out=str(tmp_path / "own.csv"))
    rows = [
        [line for line in (tmp_path / name).read_text().splitlines() if not line.startswith("#")]
        for name in ("cli.csv", "own.csv")
    ]
    assert rows[0] == rows[1]
    lines = call("provenance", recipe=recipe(s1=path), ref=ref)["lines"]
    header = (tmp_path / "own.csv").read_text()
    assert all(f"# {line}" in header for line in lines)
    assert any("sha256" in line for line in lines)
    call("save", recipe=recipe(s1=path), ref=ref, out=str(tmp_path / "own.nxs"))
    assert call("inspect", path=str(tmp_path / "own.nxs"))["kind"] == "HERFD-XANES"
    before = path.read_bytes()
    assert refused("save", recipe=recipe(s1=path), ref=ref, out=str(path)).code == "python/argument"
    assert path.read_bytes() == before


@pytest.mark.parametrize(("kind", "start"), [("svg", b"<svg"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_figures_are_drawn(demo, kind, start):
    output = call("figure", recipe=recipe(s1=demo / KBETA), shown=["s1"], format=kind, width=10)
    assert bytes(output["bytes"]).startswith(start)
    assert output["size"][0] == pytest.approx(10)


def test_an_empty_figure_or_an_invalid_size_is_refused(demo):
    document = recipe(s1=demo / KBETA)
    assert refused("figure", recipe=document, shown=["s1"], width=-1).code == "python/argument"
    assert refused("figure", recipe=document, shown=["s1"], format="gif").code == "python/argument"


def batch(demo, folder):
    """An analysis, and three files, one of which is broken."""
    document = recipe(
        ("s", "spectrum", ["scans"], {"channel": "lower"}), ("m", "moments", ["s"], {})
    )
    file = written_analysis(folder, document)
    files = [folder / f"scan-{k}.nxs" for k in range(3)]
    for one in files:
        shutil.copy(demo / KBETA, one)
    files[1].write_bytes(b"nothing")
    return file, [str(entry) for entry in files]


def test_a_run_reports_each_scan_and_writes_what_the_command_line_writes(demo, tmp_path):
    file, files = batch(demo, tmp_path)
    seen = []
    out = tmp_path / "own"
    output = call("run", progress=seen.append, analysis=str(file), files=files, out=str(out))
    assert output["done"] == 2 and output["exit"] == 1
    assert [entry["what"]["state"] for entry in seen] == ["done", "failed", "done"]
    assert [entry["done"] for entry in seen] == [1, 2, 3] and seen[0]["total"] == 3
    assert seen[1]["what"]["error"]["code"] == output["failed"][0]["failures"][0]["code"]
    done_by_cli = tmp_path / "cli"
    assert xes("run", file, *files, "--out", done_by_cli).returncode == 1
    own, other = everything(out), everything(done_by_cli)
    assert own.keys() == other.keys()
    assert own["summary.csv"] == other["summary.csv"]


def test_an_interrupted_run_is_resumed(demo, tmp_path):
    file, files = batch(demo, tmp_path)
    more = {"analysis": str(file), "files": files, "out": str(tmp_path / "out"), "resume": True}
    call("run", **more)
    shutil.copy(demo / KBETA, files[1])
    untouched = tmp_path / "out" / "scan-0" / "result.json"
    changed = tmp_path / "out" / "scan-2" / "numbers.csv"
    before, inode = everything(tmp_path / "out"), untouched.stat().st_ino
    changed.unlink()
    output = call("run", **more)
    assert output["done"] == 3 and output["failed"] == []
    after = everything(tmp_path / "out")
    assert untouched.stat().st_ino == inode
    assert changed.exists()
    rows = after["summary.csv"].splitlines()
    assert rows[0] == before["summary.csv"].splitlines()[0] and len(rows) == 4
    # the same numbers, whether new or existing
    assert {row.split(b",", 2)[2] for row in rows[1:]} == {rows[1].split(b",", 2)[2]}


def test_another_analysis_is_not_taken_for_finished(demo, tmp_path):
    file, files = batch(demo, tmp_path)
    more = {"analysis": str(file), "files": files[:1], "out": str(tmp_path / "out"), "resume": True}
    call("run", **more)
    result = tmp_path / "out" / "scan-0" / "result.json"
    text = file.read_text().replace('"channel": "lower"', '"channel": "upper"')
    file.write_text(text)
    call("run", **more)
    assert json.loads(result.read_text())["steps"][0]["parameters"]["channel"] == "upper"


def test_memory_is_bounded(demo, tmp_path):
    code = """
        import sys
        from test_engine_values import call, recipe
        path, twins = sys.argv[1], 12
        steps = [("a", "average", [f"s{k}" for k in range(twins)], {})]
        scans = {f"s{k}": f"{path}/{k}.nxs" for k in range(twins)}
        told = call("evaluate", recipe=recipe(*steps, **scans), demand=["a"], arrays=False)
        print(told["nodes"]["a"]["state"], told["results"][0]["items"][0]["error"])
    """
    for k in range(12):
        shutil.copy(demo / KBETA, tmp_path / f"{k}.nxs")
    # too little for two scans: each is read, used and released
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **os.environ,
            "JUPYTERLAB_XES_MEMORY": "0.001",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "python")]),
        },
    )
    assert ran.stdout == "done None\n", ran.stderr
