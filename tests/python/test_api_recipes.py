"""Python calls as recipes of the engine: the requested scans and steps. The engine here records them."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jupyterlab_xes as xes
from jupyterlab_xes.api.mime import MIME
from jupyterlab_xes.api import engine
from jupyterlab_xes.api.parameters import parameters_of
from jupyterlab_xes.api.recipefile import over_scans
from jupyterlab_xes.api.written import written
from sciencelink import Science


COMBINING = ("average", "difference", "background")


class RecordingEngine:
    """An engine that returns a spectrum for everything, and records its requests."""

    def __init__(self):
        self.demands = []
        self.warnings = []
        self.failing = {}

    def __call__(self, op, **more):
        self.demands.append((op, more))
        return getattr(self, op)(**more)

    def inspect(self, path, **_):
        return {
            "path": path,
            "kind": "XES",
            "format": "<b>nxs</b>",
            "facility": "I20",
            "key": "as it is",
            "channels": ["upper", "lower"],
            "shape": [3],
            "points": {"planned": 3, "measured": 3},
            "incident": None,
            "emission": {"upper": {"min": 1, "max": 2, "unit": "eV"}, "lower": None},
            "metadata": {"title": "<script>alert(1)</script>", "sample": 'ZnO "x" \u202e & co'},
            "warnings": self.warnings,
            "entries": [],
            "columns": [],
        }

    def evaluate(self, recipe, demand, arrays, tables=None, seen=None):
        names = [entry["id"] for entry in [*recipe["scans"], *recipe["steps"]]]
        return {
            "nodes": {name: {"key": f"key of {name}", "parameters": {}} for name in names},
            "results": [
                {"ref": ref, "items": [self.item(key) for key in self.keys(recipe, ref)]}
                for ref in demand
            ],
        }

    def keys(self, recipe, ref):
        step = next((entry for entry in recipe["steps"] if entry["id"] == ref["id"]), None)
        if step is None or step["step"] in COMBINING:
            return [ref["id"]]
        if "only" in ref:
            return ref["only"]
        sources = [{"id": entry} if isinstance(entry, str) else entry for entry in step["from"]]
        # the reference, if it is one of them, has no result
        found = [key for source in sources if source["id"] != "scans" for key in self.keys(recipe, source)]
        channels = {source["id"]: source.get("channel") for source in sources}
        named = [f"{key}:{channels[key]}" if channels.get(key) else key for key in found]
        return [f"{ref['id']}/{key}" for key in named]

    def item(self, key):
        energy = np.array([1.0, 2.0, 3.0])
        value = {"kind": "spectrum", "axis": "emission", "energy": energy}
        value |= {"intensity": energy, "sigma": energy, "unit": None}
        error = self.failing.get(key)
        return {
            "key": key,
            "label": f"label of {key}",
            "error": error,
            "value": None if error else value,
            "main": "main",
            "outputs": {} if error else {"main": value},
            "aside": {},
            "numbers": {"area": {"value": 5.0, "sigma": 0.5, "unit": "eV"}},
            "details": None,
            "warnings": self.warnings,
        }

    def figure(self, **_):
        raise xes.XESError("figure/none", "There is no picture.")

    def document(self, document):
        return {"document": document}

    @property
    def recipe(self):
        return [more for op, more in self.demands if op == "evaluate"][-1]["recipe"]


@pytest.fixture
def recording(monkeypatch):
    """Every call is recorded, none is computed."""
    one = RecordingEngine()
    monkeypatch.setattr(engine, "call", one)
    return one


def absolute(name):
    return str(Path(name).absolute())


def test_a_chain_is_one_recipe(recording):
    lines = xes.average(["a.nxs", Path("b.nxs")], channel="upper", label="lines")
    left = xes.background(lines, join="wide.nxs", include=(9590, 9630), fix="center")
    xes.fit(left, model="voigt", bounds={"sigma": (0.1, None)}, range=(np.float64(9600), 9660))
    assert recording.recipe["scans"] == [
        {"id": "s1", "path": absolute("a.nxs")},
        {"id": "s2", "path": absolute("b.nxs")},
        {"id": "s3", "path": absolute("wide.nxs")},
    ]
    average, background, fit = recording.recipe["steps"]
    assert average == {
        "id": "average",
        "step": "average",
        "from": ["s1", "s2"],
        "parameters": {"channel": "upper"},
        "label": "lines",
    }
    assert background["from"] == ["average", "s3"]
    assert background["parameters"] == {
        "join": True,
        "include": [[9590, 9630]],
        "fix": ["center"],
    }
    assert fit["parameters"]["bounds"] == {"sigma": [0.1, None]}
    assert fit["parameters"]["range"] == [9600.0, 9660]


def test_channels_outputs_and_single_items_are_references(recording):
    scan = xes.open("a.nxs")
    many = xes.normalise([scan.channel("lower"), "b.nxs"])
    assert isinstance(many, xes.Results) and len(many) == 2
    xes.difference(many[1], many[0])
    first, second = recording.recipe["scans"]
    assert [first["path"], second["path"]] == [absolute("a.nxs"), absolute("b.nxs")]
    normalise, difference = recording.recipe["steps"]
    assert normalise["from"] == [{"id": "s1", "channel": "lower"}, "s2"]
    assert difference["from"] == [
        {"id": "normalise", "only": ["normalise/s2"]},
        {"id": "normalise", "only": ["normalise/s1:lower"]},
    ]
    # in another recipe these have other ids, but are the same
    xes.average(["z.nxs", xes.smooth("y.nxs"), many[0]])
    ids = {entry["path"]: entry["id"] for entry in recording.recipe["scans"]}
    of_item = recording.recipe["steps"][-1]["from"][-1]
    assert of_item["only"] == [f"normalise/{ids[absolute('a.nxs')]}:lower"]


def test_a_reference_is_a_separate_argument(recording):
    xes.normalise("a.nxs", reference="b.nxs")
    (step,) = recording.recipe["steps"]
    assert step["from"] == ["s1", "s2"] and step["parameters"] == {"by": "reference"}


def test_frames_are_inputs(recording):
    frame = pd.DataFrame({"transfer_eV": [1, 2], "intensity": [3.0, 4], "other": ["x", "y"]})
    xes.smooth(frame)
    _, more = recording.demands[-1]
    (scan,) = more["recipe"]["scans"]
    ((sha256, table),) = more["tables"].items()
    assert scan["path"] == f"table:{sha256}"
    assert table["axis"] == "transfer"
    assert {name: one.dtype for name, one in table["columns"].items()} == {
        "energy_eV": np.dtype("f8"),
        "intensity": np.dtype("f8"),
    }


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: xes.smooth(pd.DataFrame({"a": [1]})), "table/columns"),
        (lambda: xes.spectrum([1, 2], [1]), "table/shape"),
        (lambda: xes.spectrum([], []), "table/empty"),
        (lambda: xes.spectrum([[1, 2]], [[1, 2]]), "table/shape"),
        (lambda: xes.spectrum(["x"], [1]), "table/values"),
        (lambda: xes.spectrum([1], [1], axis="energy"), "table/axis"),
        (lambda: xes.smooth(5), "step/input"),
        (lambda: xes.average(["a.nxs", "b.nxs", "a.nxs"]), "step/input"),
        (lambda: xes.smooth({"a": 1}), "step/input"),
    ],
)
def test_invalid_inputs_are_refused_with_a_message(recording, make, code):
    with pytest.raises(xes.XESError) as refused:
        make()
    assert refused.value.code == code
    assert refused.value.message.endswith((".", "?"))


def test_numbers_of_any_kind_are_parameters():
    given = {"found": (np.float32(1.5), xes.Number(2.5, 0.1, "eV")), "degree": np.int64(2)}
    assert parameters_of("calibrate", given) == {"found": [1.5, 2.5], "degree": 2}
    assert parameters_of("drift", {"times": pd.Series([1, 2])}) == {"times": [1, 2]}
    assert parameters_of("smooth", {"window": 7, "order": 3, "derivative": 0}) == {}


def test_warnings_appear_once_at_the_line_of_the_caller(recording):
    recording.warnings = [{"code": "sigma/approximate", "message": "Roughly."}] * 2
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        made = xes.smooth(["a.nxs", "b.nxs"])
    (one,) = found
    assert one.filename == __file__
    assert one.category is xes.XESWarning and one.message.code == "sigma/approximate"
    assert made[0].warnings[0]["message"] == "Roughly."


def test_a_failing_input_leaves_the_others(recording):
    recording.failing = {"smooth/s2": {"code": "step/input", "message": "Too few points."}}
    with pytest.warns(xes.XESWarning, match="Too few points"):
        made = xes.smooth(["a.nxs", "b.nxs"])
    assert [entry.error is None for entry in made] == [True, False]
    assert list(made.failures) == ["label of smooth/s2"]
    assert list(made.numbers.index) == made.labels
    with pytest.raises(xes.XESError, match="Too few points"):
        _ = made[1].frame
    with pytest.raises(xes.XESError, match="Too few points"):
        xes.average(made)
    xes.average(made.good)
    recording.failing["smooth/s1"] = recording.failing["smooth/s2"]
    with pytest.raises(xes.XESError, match="Too few points"):
        xes.smooth("a.nxs")


def test_shown_results_are_escaped_and_never_raise(recording):
    shown = xes.open("a.nxs")._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", MIME}
    assert [scan["path"] for scan in shown[MIME]["document"]["scans"]] == ["a.nxs"]
    assert "<script>" not in shown["text/html"] and "&lt;script&gt;" in shown["text/html"]
    assert "\u202e" not in shown["text/html"] + shown["text/plain"]
    assert "&lt;b&gt;" in shown["text/html"]
    made = xes.smooth(["a.nxs", "b.nxs"])
    for one in (made, made[0], made[0].numbers):
        assert "5.0 ± 0.5 eV" in one._repr_html_()
    only = made._repr_mimebundle_(include={"text/plain"})
    assert set(only) == {"text/plain"}


def test_numbers_are_formatted_for_people():
    assert str(xes.Number(9571.9312, 0.0421, "eV")) == "9571.93 ± 0.04 eV"
    assert str(xes.Number(9571.9312, 0.0321, "eV")) == "9571.931 ± 0.032 eV"
    assert str(xes.Number(-12.0, 3.4)) == "-12.0 ± 3.4"
    assert str(xes.Number(1.0e9, 2.0e5)) == "(1.00000 ± 0.00020)·10⁹"
    assert str(xes.Number(-9.177e-05, 5.3e-07)) == "(-9.18 ± 0.05)·10⁻⁵"
    assert str(xes.Number(float("nan"), None, "eV")) == "– eV"
    assert str(xes.Number(1234567.0, 996.0)) == "1234600 ± 1000"
    assert str(xes.Number(47.37350392)) == "47.3735"
    assert str(xes.Number(2.5, float("nan"))) == "2.5 ± ?"
    assert float(xes.Number(2.5, 0.1)) == 2.5
    ufloat = xes.Number(2.5, 0.1).ufloat
    assert (ufloat.n, ufloat.s) == (2.5, 0.1)


def test_numbers_are_formatted_as_in_the_viewer():
    random = np.random.default_rng(25)
    values = random.normal(size=400) * 10.0 ** random.uniform(-9, 12, 400)
    sigmas = np.abs(values) * 10.0 ** random.uniform(-7, 2, 400)
    pairs = [*zip(values.tolist(), sigmas.tolist(), strict=True), *((value, None) for value in values.tolist())]
    pairs += [(0.0, None), (0.0, 0.096), (-0.0004, 0.5), (9.5, 0.95), (2.5, 0.0), (1.0, 0.0355)]
    calls = [["measured", {"value": value, "sigma": sigma}] for value, sigma in pairs]
    theirs = [entry.replace("−", "-") for entry in Science().run(*calls)]
    assert [written(*pair) for pair in pairs] == theirs


def test_a_missing_package_is_named_with_its_remedy(recording, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "uncertainties", None)
    with pytest.raises(xes.XESError, match="pip install uncertainties"):
        _ = xes.Number(1.0, 1.0).ufloat


def test_a_recipe_of_certain_scans_applies_to_any(recording):
    whole = xes.average(["a.nxs", "b.nxs"])
    document = xes.smooth(whole).recipe
    assert document["view"]["shown"] == [{"id": "smooth"}]
    free = over_scans(document)
    assert [step["from"] for step in free["steps"]] == [[{"id": "scans"}], ["average"]]
    assert free["scans"] == []
    # the inputs of an additional input stay
    wide = xes.smooth("wide.nxs")
    left = over_scans(xes.background(xes.open("a.nxs", channel="lower"), join=wide).recipe)
    (wide,) = left["scans"]
    assert wide["role"] == "reference" and wide["path"] == "wide.nxs"
    smooth, background = left["steps"]
    assert smooth["from"] == [wide["id"]]
    assert background["from"] == [{"id": "scans", "channel": "lower"}, "smooth"]


def freed(result):
    """The inputs of each step of a result when applied to other scans, and the scans that stay."""
    document = over_scans(result.recipe)
    return {step["id"]: step["from"] for step in document["steps"]}, document["scans"]


def test_the_reference_of_a_pair_stays(recording):
    sources, (second,) = freed(xes.difference("a.nxs", "b.nxs"))
    assert sources == {"difference": [{"id": "scans"}, "s2"]}
    assert second == {"id": "s2", "path": "b.nxs", "role": "reference"}
    # but not if both are of the same scan
    low, high = (xes.cut("a.nxs", type="CIE", at=at) for at in (9660, 9661))
    sources, scans = freed(xes.difference(low, high))
    assert [sources["cut"], sources["cut-2"]] == [[{"id": "scans"}], [{"id": "scans"}]]
    assert scans == []


def test_a_reference_that_is_a_sample_too_is_both(recording):
    made = xes.normalise(["a.nxs", "b.nxs"], reference="a.nxs")
    assert recording.recipe["steps"][0]["from"] == ["s1", "s2", {"id": "scans", "only": ["s1"]}]
    sources, scans = freed(made[0])
    assert sources == {"normalise": [{"id": "scans"}, "s1-reference"]}
    assert scans == [{"id": "s1-reference", "path": "a.nxs", "role": "reference"}]
    low = [xes.open(name, channel="lower") for name in ("a.nxs", "b.nxs")]
    xes.normalise(low, reference=low[0])
    assert recording.recipe["steps"][0]["from"][-1] == {"id": "scans", "only": ["s1:lower"]}
    smooth = xes.smooth(["a.nxs"])[0]
    xes.normalise(smooth, reference=smooth)
    assert recording.recipe["steps"][-1]["from"][-1]["output"] == "main"


def test_a_reference_of_samples_and_others_is_refused(recording):
    mean = xes.average(["a.nxs", "b.nxs"])
    with pytest.raises(xes.XESError) as refused:
        over_scans(xes.background(xes.smooth("a.nxs"), join=mean).recipe)
    assert refused.value.code == "recipe/names-scans" and "a.nxs" in refused.value.message


def test_a_spectrum_in_memory_is_in_no_document(recording):
    with pytest.raises(xes.XESError) as refused:
        _ = xes.smooth(xes.spectrum([1, 2], [3, 4])).recipe
    assert refused.value.code == "recipe/table"
