"""Printing is optional: without Pango the rest works, and a sentence says what to type."""

import subprocess
import sys

import pytest

from printing.page import pango
from printing.refusals import PangoMissing

WITHOUT_PANGO = """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if "pango" in name:
        raise OSError(f"cannot load library {name!r}")
    return real(self, name, flags)
cffi.FFI.dlopen = dlopen
from printing.page import pango
from printing.refusals import PangoMissing
try:
    pango.weasyprint()
except PangoMissing as refused:
    assert "apt install" in refused.command and "libpango-1.0-0" in refused.command, refused.command
else:
    raise SystemExit("it was not missed")
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_missing_library_of_the_system_is_refused_and_nothing_is_said_on_the_way():
    done = run(WITHOUT_PANGO)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("user", "sudo", "start"),
    [(0, None, "apt install "), (1, "/usr/bin/sudo", "sudo apt "), (1, None, "su -c 'apt ")],
)
def test_the_command_suits_who_types_it(
    monkeypatch: pytest.MonkeyPatch, user: int, sudo: str | None, start: str
):
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr("shutil.which", lambda _: sudo)
    assert pango.mending_command().startswith(start)
    assert pango.mending_command() in str(PangoMissing(pango.mending_command()))


def test_nothing_heavy_is_imported_before_something_is_printed():
    done = run(
        "import sys, printing.papers.statement;"
        " print({'weasyprint', 'jinja2', 'fontTools'} & set(sys.modules))"
    )
    assert done.stdout.strip() == "set()", done.stderr
