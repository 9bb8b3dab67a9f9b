"""Who logged in last from this account of this machine: a name in a file, so that it is proposed first."""

from pathlib import Path

from tui.folders import state_folder

_LONGEST = 200


def last_name() -> str:
    """The name, or nothing where none was kept or it cannot be read."""
    try:
        return _file().read_text(encoding="utf-8", errors="replace")[:_LONGEST].strip()
    except OSError:
        return ""


def remember_name(name: str) -> None:
    """Keeps it, where that is possible."""
    try:
        file = _file()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(name, encoding="utf-8")
    except OSError:
        return


def _file() -> Path:
    return state_folder() / "last-login"
