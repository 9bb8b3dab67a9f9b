"""Imports WeasyPrint, which needs system libraries; if they are missing, says how to install them."""

import io
import os
import shutil
from contextlib import redirect_stdout
from importlib import import_module
from types import ModuleType

from printing.refusals import PangoMissing

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def weasyprint() -> ModuleType:
    """WeasyPrint, imported when something is first printed (half a second). Raises `PangoMissing`."""
    try:
        # WeasyPrint prints a page of advice before it fails, which would disturb the screen or a pipe.
        with redirect_stdout(io.StringIO()):
            return import_module("weasyprint")
    except OSError as error:
        raise PangoMissing(mending_command()) from error


def mending_command() -> str:
    """The command that installs the missing libraries on Debian and Ubuntu."""
    install = f"apt install --no-install-recommends {' '.join(PACKAGES)}"
    if os.geteuid() == 0:
        return install
    return f"sudo {install}" if shutil.which("sudo") else f"su -c '{install}'"
