"""`pip install .` from a clean checkout: the wheel has everything that a hub needs."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def clean_checkout(target):
    """Copy what git tracks, as it stands in the working tree: nothing that was built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of a clean checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source, out = folder / "source", folder / "out"
    source.mkdir()
    clean_checkout(source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "-w", str(out)],
        cwd=source,
        # packages that npm has in its cache need no network
        env={**os.environ, "npm_config_prefer_offline": "true", "npm_config_audit": "false"},
        check=True,
        timeout=900,
    )
    (built,) = out.glob("jupyterlab_xes-*.whl")
    return built


def test_a_clean_checkout_yields_a_complete_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    data = f"{wheel.name.removesuffix('-py3-none-any.whl')}.data/data/"
    extension = data + "share/jupyter/labextensions/jupyterlab-xes/"
    for wanted in (
        "jupyterlab_xes/engine/jupyterlab-xes.mjs",
        "jupyterlab_xes/engine/serve.mjs",
        "jupyterlab_xes/engine/h5wasm.wasm",
        "jupyterlab_xes/engine/serveworker.mjs",
        "jupyterlab_xes/__init__.pyi",
        "jupyterlab_xes/py.typed",
        "jupyterlab_xes/api/steps.py",
        "jupyterlab_xes/api/steps.pyi",
        "jupyterlab_xes/engineprocess/client.py",
        "jupyterlab_xes/demo/scans.py",
        "jupyterlab_xes/engine/filters/libH5Zbshuf.so",
        "jupyterlab_xes/engine/filters/COPYING",
        "jupyterlab_xes/routes.py",
        "jupyterlab_xes/event_schemas/crash-v1.yaml",
        "jupyterlab_xes/redaction.json",
        data + "etc/jupyter/jupyter_server_config.d/jupyterlab_xes.json",
        extension + "package.json",
        extension + "install.json",
        extension + "schemas/jupyterlab-xes/plugin.json",
        extension + "static/style.js",
    ):
        assert wanted in names, wanted
    assert any(name.startswith(extension + "static/remoteEntry") for name in names)
    filters = [name for name in names if name.startswith(extension + "static/filters/")]
    assert len([name for name in filters if name.endswith(".so")]) == 6
    examples = [name for name in names if name.startswith(extension + "static/examples/")]
    assert len([name for name in examples if name.endswith(".ipynb")]) == 4
    # a crash report names the places in the sources by the maps beside the chunks
    maps = [name for name in names if name.startswith(extension) and name.endswith(".js.map")]
    assert len(maps) > 5


PROGRAM = """
import json, sys
from importlib.metadata import distributions

import jupyterlab_xes as xes

scan = xes.open(sys.argv[1])
cut = xes.cut(scan, type="CEE", at=8639.2, width=1)
wide = xes.moments(cut).numbers["m1"]
a = xes.Analysis.new("a.xes.json", [sys.argv[1]])
a.add_step("cut", "scans", type="CEE", at=8639.2, width=1, id="cut")
a.save()
done = xes.run(a, [sys.argv[1]], out="results", progress=False)
missing = {}
for name, use in {
    "map": scan.map,
    "array": lambda: xes.map(scan).array,
    "ufloat": lambda: wide.ufloat,
    "sum": lambda: wide + 1,
    "cluster": lambda: xes.run(a, [sys.argv[1]], client="local"),
}.items():
    try:
        use()
    except xes.XESError as error:
        missing[name] = [error.code, error.message.split("pip install ")[1].split("`")[0]]
print(json.dumps({
    "distributions": sorted({one.metadata["Name"].lower() for one in distributions()}),
    "cut": len(cut.frame),
    "compared": wide > 9000,
    "map": len(xes.map(scan).frame),
    "figure": b"<svg" in cut.figure(),
    "picture": "data:image/svg+xml" in cut._repr_mimebundle_()["text/html"],
    "run": [done.failures == {}, len(done.summary), len(done["xes-demo-rxes"]["cut"])],
    "missing": missing,
}))
"""

# numpy and pandas with what they ask for themselves, and the header of what is said to the engine
ALONE = {"jupyterlab-xes", "jupyterlab_xes", "numpy", "pandas", "msgpack", "pip", "setuptools", "wheel"}
ALONE |= {"python-dateutil", "pytz", "six", "tzdata"}


def test_an_empty_environment_with_numpy_and_pandas_computes(wheel, demo, tmp_path):
    place = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, timeout=120)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    # without the server and what it needs: a kernel has an environment of its own
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True, timeout=300
    )
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "numpy", "pandas", "msgpack"],
        check=True,
        timeout=300,
    )
    done = subprocess.run(
        [python, "-W", "ignore", "-c", PROGRAM, str(demo / "xes-demo-rxes.nxs")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert set(found.pop("distributions")) <= ALONE
    package = "python/package-missing"
    assert found == {
        "cut": 17,
        "compared": True,
        "map": 1258,
        "figure": True,
        "picture": True,
        "run": [True, 1, 17],
        "missing": {
            "map": [package, "xarray"],
            "array": [package, "xarray"],
            "ufloat": [package, "uncertainties"],
            "sum": [package, "uncertainties"],
            "cluster": [package, "distributed"],
        },
    }
