"""What a folder holds, for somebody who looks for a file."""

import os
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file, or a folder one can go into."""

    path: Path
    name: str
    """As it is shown: a folder's ends with a slash."""
    is_folder: bool
    modified: datetime | None
    """None where the system does not say."""


def entries(folder: Path) -> list[FolderEntry]:
    """Folders first, then files, each by name. Raises `OSError` where the folder cannot be read."""
    with os.scandir(folder) as found:
        read = [entry for each in found if (entry := _entry(each)) is not None]
    return sorted(read, key=lambda entry: (not entry.is_folder, entry.name.casefold()))


def parent(folder: Path) -> FolderEntry:
    """The way up."""
    return FolderEntry(folder.parent, "../", is_folder=True, modified=None)


def ends_with(entry: FolderEntry, endings: Iterable[str]) -> bool:
    """Whether it is a folder, or a file of one of these kinds."""
    return entry.is_folder or entry.path.suffix.lower() in endings


def as_text(path: Path) -> str:
    """The path as it can be shown and typed: a name that is no text on this system keeps its shape only."""
    return os.fsencode(path).decode("utf-8", "replace")


def absolute(typed: str, start: Path) -> Path:
    """`~` is the home folder; what does not begin at the root begins at `start`."""
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        path = Path(typed)
    return Path(os.path.normpath(start / path))


def begun_again(typed: str) -> str:
    """Who types `/` or `~/` after a folder begins another path, as in a shell's file dialog."""
    starts = (typed.rfind("//"), typed.rfind("/~/"))
    return typed[max(starts) + 1 :]


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as one may know."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def dropped(text: str) -> str:
    """The path that a terminal types for a file dropped on it: quoted, escaped or a file:// address.

    Empty for any other text.
    """
    line = text.strip().partition("\n")[0].rstrip()
    try:
        words = shlex.split(line)
    except ValueError:
        words = []
    path = words[0] if len(words) == 1 else line
    if path.startswith("file://"):
        path = unquote(urlsplit(path).path)
    return path if path.startswith(("/", "~/")) else ""


def _entry(found: "os.DirEntry[str]") -> FolderEntry | None:
    """None for what is neither a file nor a folder: a socket, a device, a link to nowhere."""
    try:
        is_folder = found.is_dir()
        if not is_folder and not found.is_file():
            return None
        modified = datetime.fromtimestamp(found.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    path = Path(found.path)
    return FolderEntry(path, as_text(Path(found.name)) + ("/" if is_folder else ""), is_folder, modified)
