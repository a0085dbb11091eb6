"""Odd arguments: each is accepted, or refused with a code and a message about Python's arguments."""

import inspect
import math
import os
import re
import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas
import pytest

import jupyterlab_xes as xes
from jupyterlab_xes.api import steps
from jupyterlab_xes.api.stepnames import STEP_NAMES, TAKES
from jupyterlab_xes.engineprocess import engine

ENERGY = np.linspace(9560.0, 9580.0, 41)
PEAK = np.round(1e4 * np.exp(-(((ENERGY - 9570) / 3) ** 2)) + 100)

#: Words of the command line, and messages about something else.
FOREIGN = re.compile(
    r"--[a-z]|\bLO\b|\bNAME=|command line|cli/|jupyterlab-xes [a-z]+\b(?<!doctor)|This file is no analysis|Restart the kernel"
)


class Nasty:
    """Every operation on it fails."""

    def __float__(self):
        raise ValueError("no number")

    def __repr__(self):
        raise ValueError("no text")


def circle():
    """A list that contains itself."""
    found = []
    found.append(found)
    return found


ODD = [
    math.nan, math.inf, -math.inf, 0, -1, 1, 2.5, 1e300, 5e-324, -0.0, 10**30, 2**63, 10**400, True, False, None,
    "", " ", "x", "\ud800", "\0", "a" * 100_000, "9565:9575", "8.5cm", b"bytes",
    Path("a"), [], [[]], [math.nan, 1], (9575, 9565), (9565, 9575), [(9565, 9575)], [(9575, 9565)], (None, 1), (1,),
    (1, 2, 3), np.array([9565.0, 9575.0]), np.array([[9565.0, 9575.0]]), np.float32(3), np.int64(3), np.bool_(True),
    np.float64(math.nan), np.datetime64("now"), np.array(["a"]), np.array([1 + 1j]), np.ma.masked_array([1.0, 2.0], [True, False]),
    pandas.Series([9565.0, 9575.0]), pandas.NA, Decimal("9.5"), Fraction(1, 3), 1j, {}, {"a": 1}, {"center": math.nan},
    {"center": (2, 1)}, {1: 2}, {None: 1}, {"\ud800": 1}, {"$array": [0, "f8", [9]]}, {"sigma": 10**400}, object(), Nasty(),
    circle(), range(3), iter([9565.0, 9575.0]), {9565.0}, len, xes.Number(3.0),
]  # fmt: skip


@pytest.fixture(scope="module")
def inputs(demo):
    """Inputs of steps, by the kind they accept."""
    made = xes.spectrum(ENERGY, PEAK / 50, counts=PEAK, monitor=np.full(ENERGY.size, 50.0))
    other = xes.spectrum(ENERGY + 5, PEAK / 50, counts=PEAK, monitor=np.full(ENERGY.size, 50.0))
    return {"other": other, "spectrum": made, "map": xes.open(demo / "xes-demo-rxes.nxs", channel="upper")}


def sound(error):
    assert re.fullmatch(r"[a-z]+/[a-z-]+", error.code), error
    assert len(error.message) > 10 and error.code not in ("internal/error", "engine/protocol", "engine/ended"), error
    assert not FOREIGN.search(str(error)), error
    return error


def tried(call):
    """The error of a call, or None; foreign errors are raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            call()
        except xes.XESError as error:
            return sound(error)
    return None


#: The required arguments of each step.
NEEDED = {
    "crop": {}, "cut": {"type": "CEE", "at": 8638.0}, "line_cut": {}, "fit": {"model": "gaussian+constant"},
}  # fmt: skip


def given(function):
    """Valid required arguments."""
    own = {}
    for name, one in inspect.signature(function).parameters.items():
        if one.kind is one.KEYWORD_ONLY and one.default is one.empty:
            own[name] = NEEDED.get(function.__name__, {}).get(name, 1.0)
    return own


@pytest.mark.parametrize("name", STEP_NAMES)
def test_every_step_accepts_or_refuses_every_odd_value(inputs, name):
    function = getattr(steps, name)
    takes = TAKES.get(STEP_NAMES[name], ())
    data = [inputs["map" if "map" in takes else "spectrum"]]
    data += [inputs["other"]] if "second" in inspect.signature(function).parameters else []
    keywords = [parameter for parameter in inspect.signature(function).parameters.values() if parameter.kind is parameter.KEYWORD_ONLY]
    process = engine().process_id
    for place, one in enumerate(keywords):
        # all of them with XES_EVERY; otherwise enough that each is used in many places
        step = 1 if os.environ.get("XES_EVERY") else 5
        for value in ODD[place % step :: step]:
            error = tried(lambda: function(*data, **{**given(function), one.name: value}))  # noqa: B023
            if error and error.code == "python/argument":
                assert one.name in error.message, error
    assert engine().process_id == process


@pytest.mark.parametrize("value", ODD, ids=lambda one: type(one).__name__)
def test_invalid_arguments_are_named(inputs, demo, tmp_path, value):
    scan = demo / "xes-demo-kbeta.nxs"
    made = inputs["spectrum"]
    tried(lambda: xes.open(value))
    tried(lambda: xes.open(scan, entry=value))
    tried(lambda: xes.open(scan, columns=value))
    tried(lambda: xes.open(scan, channel=value))
    tried(lambda: xes.spectrum(value, value))
    tried(lambda: xes.spectrum(ENERGY, value))
    tried(lambda: xes.spectrum(ENERGY, PEAK, axis=value))
    tried(lambda: xes.spectrum(ENERGY, PEAK, label=value))
    tried(lambda: xes.average(value))
    tried(lambda: xes.average([made, value]))
    tried(lambda: xes.area(made, label=value, range=(9565, 9575)))
    for name in ("format", "width", "height", "dpi", "view"):
        error = tried(lambda: made.figure(**{name: value}))  # noqa: B023
        if error and error.code == "python/argument" and "passed to the engine" not in error.message:
            assert name in error.message


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        (lambda m, s: xes.area(m, range=(math.nan, 9575)), "python/argument", "range holds nan"),
        (lambda m, s: xes.area(m, range=(9575, 9565)), "step/parameter", "(low, high) with low < high"),
        (lambda m, s: xes.area(m, range=(9565, 9575), label=""), "python/argument", "label is an empty text"),
        (lambda m, s: xes.average([]), "step/input", "this list is empty"),
        (lambda m, s: m.figure(width="8.5cm"), "python/argument", '"width" has to be a number, not "8.5cm"'),
        (lambda m, s: m.figure(width=0.1), "python/argument", '"width" has to be from'),
        (lambda m, s: m.save("out.txt"), "python/argument", "give a path that ends in"),
        (lambda m, s: xes.open(s, entry=3), "scan/entry-missing", ""),
        (lambda m, s: xes.open(s, columns={"emission": 1, "intensity": 99}), "scan/columns-unknown", ""),
        (lambda m, s: xes.open(s, columns="emission"), "python/argument", "columns says which array is what"),
        (lambda m, s: xes.open("a\ud800.nxs"), "python/argument", "The path has signs"),
        (lambda m, s: xes.open(3), "python/argument", "3 (a int)"),
        (lambda m, s: xes.smooth(m, window=10**400), "python/argument", "window is a whole number"),
        (lambda m, s: xes.smooth(m, window=Nasty()), "python/argument", "window is"),
        (lambda m, s: xes.smooth(m, window=True), "step/parameter", "window is True"),
        (lambda m, s: xes.fit(m, model="gaussian", set={"center": "x"}), "step/parameter", "a dict of numbers by name"),
        (lambda m, s: xes.fit(m, model="gaussian", bounds={"center": 3}), "step/parameter", "a dict of pairs"),
    ],
)
def test_messages_speak_of_python(inputs, demo, call, code, words):
    with pytest.raises(xes.XESError) as error:
        call(inputs["spectrum"], demo / "xes-demo-kbeta.nxs")
    sound(error.value)
    assert error.value.code == code, error.value
    assert words in error.value.message, error.value


def test_numbers_of_other_libraries_and_paths_are_accepted(inputs, demo):
    made = inputs["spectrum"]
    areas = {
        xes.area(made, range=given).numbers["area"].value
        for given in (
            (9565, 9575),
            [9565.0, np.float64(9575)],
            np.array([9565, 9575]),
            np.array([9565, 9575], dtype=np.float32),
            pandas.Series([9565, 9575]),
            (Decimal(9565), Fraction(9575)),
            (xes.Number(9565.0), xes.Number(9575.0, 0.1, "eV")),
        )
    }
    assert len(areas) == 1
    path = demo / "xes-demo-kbeta.nxs"
    assert xes.open(path).path == xes.open(str(path)).path == xes.open(os.fsencode(path)).path
    table = path.parent / "two.dat"
    table.write_text("# energy_eV intensity\n1 2\n2 3\n3 4\n")
    assert xes.open(table, columns={"emission": np.int64(1), "intensity": 2}).kind == "XES"


def test_messages_about_the_line_of_a_herfd_spectrum_speak_of_python(demo, tmp_path):
    herfd = xes.cut(xes.open(demo / "xes-demo-rxes.nxs", channel="upper"), type="CEE", at=8638)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        herfd.save(tmp_path / "a.nxs")
    assert found, "the line is supposed, or none is known"
    for entry in found:
        assert "element" in str(entry.message) and not FOREIGN.search(str(entry.message))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        herfd.save(tmp_path / "b.nxs", element="Zn", line="K-L3")
    for wrong in ({"element": "Zn"}, {"element": "Zn", "line": "alpha"}, {"element": 3, "line": ""}):
        with pytest.raises(xes.XESError) as error:
            herfd.save(tmp_path / "c.nxs", **wrong)
        assert sound(error.value).code == "python/argument"


def test_an_unknown_argument_is_pythons_own_error(inputs):
    with pytest.raises(TypeError, match="windows"):
        xes.smooth(inputs["spectrum"], windows=3)


def test_parameters_of_an_analysis_have_their_python_names(demo, tmp_path):
    analysis = xes.Analysis.new(tmp_path / "a.xes.json", [demo / "xes-demo-kbeta.nxs"])
    with pytest.raises(xes.XESError) as error:
        analysis.add_step("line_cut", nothing=3)
    assert "from_incident" in sound(error.value).message
    for value in ODD:
        tried(lambda: analysis.add_step("smooth", window=value))  # noqa: B023
        tried(lambda: analysis.add_step("smooth", label=value))  # noqa: B023
