"""Code inserted into a notebook uses none of its existing names."""

import shutil

import pytest
from codecases import KBETA, REPEAT, document, step
from test_code import code_of, folder  # noqa: F401

# names that are likely in a notebook of this field
OWN = ("scans", "paths", "points", "main", "area", "cut", "spectrum", "read", "less", "model", "above", "below", "one", "path")


@pytest.mark.parametrize("form", ["xes", "plain"])
def test_code_uses_only_the_names_of_the_rows(form, folder, monkeypatch):
    paths = ["copy-of-kbeta.nxs", KBETA, REPEAT, "copy-of-kbeta-2.nxs"]
    shutil.copy(folder / KBETA, folder / paths[-1])
    rows = document(
        paths, step("avg", "average", ["scans"]), step("bg", "background", ["avg"], exclude=[[9562, 9585]])
    )
    code = code_of(folder, rows, [{"id": "bg"}], form)
    monkeypatch.chdir(folder)
    space = {"display": print, **dict.fromkeys(OWN, "mine")}
    before = set(space)
    exec(compile(code["text"], "code.py", "exec"), space)
    assert {space[name] for name in OWN} == {"mine"}
    made = {name for name in set(space) - before if not name.startswith("_")}
    imports = {"xes", "h5py", "lmfit", "np", "plt", "NamedTuple"}
    assert all(name.startswith(("avg", "bg", "scans_", "paths_", "copy_of", "xes_demo")) for name in made - imports), made


def test_scans_in_a_loop_are_named_after_their_common_prefix(folder):
    def opened(*names):
        text = code_of(folder, document(list(names)), [{"id": "scans"}], "xes")["text"]
        return [line.split(" = ")[0] for line in text.splitlines() if " = [" in line]

    for name in ("1", "2", "3", "4"):
        shutil.copy(folder / KBETA, folder / f"28077{name}.nxs")
        shutil.copy(folder / KBETA, folder / f"zno vtc {name}.nxs")
    assert opened(*(f"28077{i}.nxs" for i in range(1, 5))) == ["paths_280771_to_280774", "scans_280771_to_280774"]
    assert opened(*(f"zno vtc {i}.nxs" for i in range(1, 5))) == ["zno_vtc_paths", "zno_vtc_scans"]
