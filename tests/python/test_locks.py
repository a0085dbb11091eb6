"""The lock files of the environments: complete, within the promised ranges, and independent of the machine."""

import importlib.metadata
import re
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "requirements"
NAMES = sorted(path.stem for path in FOLDER.glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

#: Supported Python versions and systems.
TARGETS = [
    {"python_version": version, "python_full_version": f"{version}.1", "sys_platform": system,
     "platform_system": {"linux": "Linux", "darwin": "Darwin"}[system],
     "platform_machine": machine, "implementation_name": "cpython",
     "platform_python_implementation": "CPython", "os_name": "posix", "extra": ""}
    for version in ("3.10", "3.11", "3.12", "3.13")
    for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"))
]  # fmt: skip


def requirements(path):
    """The requirements that a file lists."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def pins(name, target):
    """The version of each package that a lock file gives a target."""
    found = {}
    for requirement in requirements(FOLDER / f"{name}.lock"):
        if requirement.marker is None or requirement.marker.evaluate(target):
            package = canonicalize_name(requirement.name)
            (specifier,) = requirement.specifier
            assert specifier.operator == "==" and "*" not in specifier.version, str(requirement)
            assert package not in found, f"{package} has two versions in {name}.lock on {target}"
            found[package] = specifier.version
    return found


def missing(wanted, found, target):
    """Requirements that are not pinned, or out of range."""
    requested = [entry for entry in wanted if entry.marker is None or entry.marker.evaluate(target)]
    versions = [(entry, found.get(canonicalize_name(entry.name))) for entry in requested]
    return [
        f"{one}: {version}"
        for one, version in versions
        if version is None or not one.specifier.contains(version, prereleases=True)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_has_one_pin_within_its_range(name):
    wanted = [requirement for path in FOLDER.glob(f"{name}*.in") for requirement in requirements(path)]
    assert wanted
    for target in TARGETS:
        assert missing(wanted, pins(name, target), target) == []


def test_each_environment_has_its_requirements_and_its_lock_file():
    assert NAMES == sorted({path.name.split(".")[0] for path in FOLDER.glob("*.in")})


@pytest.mark.parametrize("name", ["dev", "h5web", "oldest", "notebook"])
def test_the_ranges_of_the_package_itself_are_kept(name):
    wanted = [Requirement(text) for text in PROJECT["dependencies"]]
    for target in TARGETS:
        assert missing(wanted, pins(name, target), target) == []


def test_the_extra_dev_is_what_the_development_environment_asks_for():
    extra = {str(Requirement(text)) for text in PROJECT["optional-dependencies"]["dev"]}
    listed = {str(requirement) for requirement in requirements(FOLDER / "dev.in")}
    assert extra <= listed
    only_tests = {canonicalize_name(Requirement(text).name) for text in listed - extra}
    own = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    assert only_tests == own - {"jupyter-server"} | {"jupyterhub"}


def test_the_oldest_environment_has_the_oldest_jupyterlab():
    for target in TARGETS:
        assert pins("oldest", target)["jupyterlab"].startswith("4.4.")


def test_no_requirement_of_a_pinned_package_is_left_out():
    here = {"extra": ""}
    found = pins("dev", here)
    distributions = {
        canonicalize_name(distribution.metadata["Name"]): distribution for distribution in importlib.metadata.distributions()
    }
    assert {name: distributions[name].version for name in found} == found
    for name in found:
        wanted = [Requirement(text) for text in distributions[name].requires or []]
        assert missing(wanted, found, here) == [], name


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_file_names_no_host_and_no_path(name):
    text = (FOLDER / f"{name}.lock").read_text()
    assert re.findall(r"^.*(?:://|@|^-|[\w.]+/[\w.]+).*$", text, re.MULTILINE) == []
