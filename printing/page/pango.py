"""The door to WeasyPrint, which needs libraries of the system; where they are missing, how to get them."""

import io
import os
import shutil
from contextlib import redirect_stdout
from importlib import import_module
from types import ModuleType

from printing.refusals import PangoMissing

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def weasyprint() -> ModuleType:
    """The library, imported the first time something is printed (half a second). Raises `PangoMissing`."""
    try:
        # It prints a page of advice before it fails, which would land in the middle of a screen or a pipe.
        with redirect_stdout(io.StringIO()):
            return import_module("weasyprint")
    except OSError as error:
        raise PangoMissing(mending_command()) from error


def mending_command() -> str:
    """What to type on Debian and Ubuntu to install what is missing."""
    install = f"apt install --no-install-recommends {' '.join(PACKAGES)}"
    if os.geteuid() == 0:
        return install
    return f"sudo {install}" if shutil.which("sudo") else f"su -c '{install}'"
