"""One setting of `config.toml`, for the screens: mistakes in the file are ignored here, and refused by the
command line, which reads all of it before.
"""

from typing import Any

from machine.folders import config_file


def value(name: str) -> Any:
    """The value of this setting; None if the file does not name it, cannot be read or is not there."""
    try:
        text = config_file().read_text(encoding="utf-8")
        import tomllib  # Most machines have no such file, and do without it.

        return tomllib.loads(text).get(name)
    except (OSError, ValueError):
        return None
