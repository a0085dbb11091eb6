"""`pip install .` from a clean checkout: the wheel has all that a hub needs."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

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


def test_a_clean_checkout_yields_a_complete_wheel(tmp_path):
    source, out = tmp_path / "source", tmp_path / "out"
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
    (wheel,) = out.glob("jupyterlab_xes-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    data = f"{wheel.name.removesuffix('-py3-none-any.whl')}.data/data/"
    extension = data + "share/jupyter/labextensions/jupyterlab-xes/"
    for wanted in (
        "jupyterlab_xes/engine/jupyterlab-xes.mjs",
        "jupyterlab_xes/engine/serve.mjs",
        "jupyterlab_xes/engine/serveworker.mjs",
        "jupyterlab_xes/engineprocess/client.py",
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
    # a crash report names the places in the sources by the maps beside the chunks
    maps = [name for name in names if name.startswith(extension) and name.endswith(".js.map")]
    assert len(maps) > 5
