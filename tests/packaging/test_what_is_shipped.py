"""What is shipped holds what the program needs, and names nothing of where it was made."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSIDE_DEV = ["requirements.lock", "requirements-build.lock"]
LOCKS = [*INSIDE_DEV, "requirements-dev.lock", "requirements-bench.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=False,  # what it said is shown below
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|^-|--(index|extra|find)|@ |/\w+/", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_pinned_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text())[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ;[^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry


def test_the_locks_agree() -> None:
    everything = pins("requirements-dev.lock")
    for lock in INSIDE_DEV:
        assert pins(lock).items() <= everything.items()
    for name, version in pins("requirements-bench.lock").items():
        assert everything.get(name, version) == version


def test_the_runtime_lock_holds_every_dependency() -> None:
    for need in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["postgres"]:
        assert re.split(r"[^a-z0-9-]", need)[0] in pins("requirements.lock")


def test_what_is_installed_is_what_is_locked() -> None:
    for name, version in pins("requirements.lock").items():
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        assert installed == version, name


def test_the_wheel_holds_every_module_of_the_program(wheel: set[str]) -> None:
    rooms = ["commands", "tui", "models", "printing", "messaging", "demo", "machine", "locales", "styles"]
    modules = {file.relative_to(ROOT).as_posix() for room in rooms for file in (ROOT / room).rglob("*.py")}
    assert modules | {"officine.py"} <= wheel
    assert any(name.startswith("models/store/migrations/0001") for name in wheel)


def test_the_wheel_holds_the_styles(wheel: set[str]) -> None:
    kinds = {".tcss", ".css", ".html"}
    styles = {f.relative_to(ROOT).as_posix() for f in (ROOT / "styles").rglob("*") if f.suffix in kinds}
    assert {Path(name).suffix for name in styles} == kinds
    assert styles <= wheel


def test_the_wheel_holds_the_guide_without_its_pictures(wheel: set[str]) -> None:
    """Where the screens look for it: in the same place as in the tree."""
    pages = {f"docs/guide/{page.name}" for page in (ROOT / "docs" / "guide").iterdir()}
    assert "docs/guide/README.md" in pages
    assert {name for name in wheel if name.startswith("docs/")} == pages


def test_the_wheel_speaks_french(wheel: set[str]) -> None:
    assert "locales/fr/LC_MESSAGES/officine.mo" in wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    rooms = ("commands", "tui", "models", "printing", "messaging", "demo", "machine", "locales", "styles")
    ours = (*(f"{room}/" for room in rooms), "docs/guide/", "officine-", "officine.py")
    assert [name for name in wheel if not name.startswith(ours)] == []
    assert [name for name in wheel if name.endswith((".pyc", ".db", ".po.new", ".pot"))] == []
