"""The functions of the steps have the parameters that the engine's registry has, typed and described."""

import ast
import inspect
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import jupyterlab_xes as xes
from cli import answer
from jupyterlab_xes.api import steps
from jupyterlab_xes.api.names import PUBLIC, STARRED
from jupyterlab_xes.api.parameters import camel
from jupyterlab_xes.api.stepnames import STEP_NAMES

PACKAGE = Path(xes.__file__).parent
REGISTRY = {step["name"]: step for step in answer("apply", "--list")["steps"]}


def test_every_step_is_a_function():
    assert list(STEP_NAMES.values()) == list(REGISTRY)
    # that of a spectrum accepts arrays too, and is elsewhere
    assert ["spectrum", *steps.__all__] == list(STEP_NAMES)


@pytest.mark.parametrize("name", STEP_NAMES)
def test_parameters_are_those_of_the_registry(name):
    described = REGISTRY[STEP_NAMES[name]]
    function = getattr(steps, name)
    given = {
        camel(key): one
        for key, one in inspect.signature(function).parameters.items()
        if one.kind is inspect.Parameter.KEYWORD_ONLY
    }
    # a parameter for another input has that as its argument, and is in the registry too
    known = {parameter["name"] for parameter in described["parameters"]}
    assert set(given) - known - {"reference"} == {"label"}
    assert known <= set(given)
    for one in described["parameters"]:
        default = given[one["name"]].default
        if one["isNeeded"]:
            assert default is inspect.Parameter.empty
        elif one["kind"] != "flag" or default is not None:
            assert plain(default) == one["default"]
        assert f"\n    {given[one['name']].name} : " in function.__doc__
    assert function.__doc__.startswith(described["title"].split()[0])


def plain(value):
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", STEP_NAMES)
def test_annotations_are_types(name):
    results = {"Result": xes.Result, "Results": xes.Results}
    hints = typing.get_type_hints(
        getattr(steps, name),
        vars(steps),
        {**dict.fromkeys(("Input", "Inputs", "Range", "Bounds"), str), **results},
    )
    assert set(hints) == {*inspect.signature(getattr(steps, name)).parameters, "return"}


def test_choices_are_literals():
    annotation = inspect.signature(xes.cut).parameters["type"].annotation
    assert annotation == "Literal['CIE', 'CEE', 'CET']"
    assert inspect.signature(xes.average).parameters["channel"].annotation == "str | None"


def test_stubs_list_everything_public():
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    named = {
        alias.asname or alias.name
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named - {"*"} | set(STEP_NAMES) == set(PUBLIC)
    of_steps = ast.parse((PACKAGE / "api" / "steps.pyi").read_text(encoding="utf-8"))
    functions = {node.name for node in of_steps.body if isinstance(node, ast.FunctionDef)}
    assert functions == set(STEP_NAMES)
    assert (PACKAGE / "py.typed").is_file()


def test_all_names_exist_and_star_imports_hide_no_builtin():
    for name in PUBLIC:
        assert getattr(xes, name) is not None
        assert name in dir(xes)
    space = {}
    exec("from jupyterlab_xes import *", space)
    assert "fit" in space
    assert "open" not in space and "map" not in space
    assert set(STARRED) <= set(space)
    with pytest.raises(AttributeError):
        xes.no_such_name


def test_the_server_imports_neither_numpy_nor_pandas():
    program = (
        "import sys, jupyterlab_xes as xes; dir(xes); xes._jupyter_server_extension_points(); "
        "print([name for name in ('numpy', 'pandas', 'xarray') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


TYPED = """
import jupyterlab_xes as xes

scan = xes.open("a.nxs", channel="lower")
whole: xes.Result = xes.average([scan, "b.nxs"], channel="lower")
line: xes.Result = xes.background(whole, join=scan, include=[(9590, 9630)], set={"center": 9572})
many: xes.Results = xes.fit([line, whole], model="voigt", bounds={"sigma": (0.1, None)})
value: float = line.numbers["area"].value
last: xes.Result = xes.difference(line, many[0])
made: xes.Result = xes.spectrum([1.0], [2.0])
xes.Analysis("a.xes.json").run("*.nxs").summary
"""
WRONG = [
    'xes.cut("a.nxs", type="CEX", at=9.0)',
    'xes.fit("a.nxs")',
    'xes.crop("a.nxs", emission=4)',
    'xes.smooth("a.nxs", windows=5)',
    "xes.area(5)",
    "xes.area([1.0, 2.0])",
    'xes.area("a.nxs").sel',
]


# every accepted input of a step, as in test_api_foreign
INPUTS = """
import pathlib

import numpy as np
import xarray as xr

import jupyterlab_xes as xes

columns = {"emission_eV": [1.0, 2.0], "intensity": [3.0, 4.0]}
structured = np.zeros(3, dtype=[("emission_eV", float), ("intensity", float)])


class Frame:  # of polars, whose types are not installed
    def to_dict(self, *, as_series: bool = True) -> dict[str, object]:
        return dict(columns)


class Table:  # of arrow
    def to_pydict(self) -> dict[str, object]:
        return dict(columns)


array = xr.DataArray([3.0, 4.0], coords={"emission": [1.0, 2.0]}, dims="emission")
area: xes.Result = xes.area(columns)
area = xes.area(structured)
area = xes.area(array)
area = xes.area(array.to_dataset(name="intensity"))
area = xes.area(Frame())
area = xes.area(Table())
area = xes.area(pathlib.Path("a.nxs"))
xes.average([columns, structured, array, Frame(), Table(), xes.open("a.nxs"), pathlib.Path("a.nxs")])
xes.background(columns, join=structured)
"""


def test_type_checkers_see_the_steps(tmp_path):
    pytest.importorskip("mypy")
    pytest.importorskip("xarray")
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(TYPED + INPUTS)
    bad.write_text("import jupyterlab_xes as xes\n" + "\n".join(WRONG) + "\n")
    words = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache")]
    words += ["--ignore-missing-imports", "--no-error-summary"]
    done = subprocess.run(
        [*words, str(good), str(bad)], cwd=PACKAGE.parent, capture_output=True, text=True, timeout=300
    )
    wrong = {line.split(":")[1] for line in done.stdout.splitlines() if ": error: " in line}
    assert [line for line in done.stdout.splitlines() if "good.py" in line] == []
    assert wrong == {str(i + 2) for i in range(len(WRONG))}, done.stdout
