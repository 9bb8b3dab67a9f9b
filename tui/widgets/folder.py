"""The content of a folder, for choosing a file."""

import os
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file or a folder."""

    path: Path
    name: str
    """As shown: a folder's name ends with a slash."""
    is_folder: bool
    modified: datetime | None
    """None if the system does not tell."""


def entries(folder: Path) -> list[FolderEntry]:
    """Folders first, then files, each by name. Raises `OSError` if the folder cannot be read."""
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
    """The path as text to show and type: a name that is no text keeps only its shape."""
    return os.fsencode(path).decode("utf-8", "replace")


def absolute(typed: str, start: Path) -> Path:
    """`~` is the home folder; a relative path starts at `start`."""
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        path = Path(typed)
    return Path(os.path.normpath(start / path))


def begun_again(typed: str) -> str:
    """A `/` or `~/` typed after a folder starts another path, as in other file dialogs."""
    starts = (typed.rfind("//"), typed.rfind("/~/"))
    return typed[max(starts) + 1 :]


def is_file(path: Path) -> bool:
    """Whether the file exists, as far as the user may know."""
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
    """None for what is neither a file nor a folder: a socket, a device, a broken link."""
    try:
        is_folder = found.is_dir()
        if not is_folder and not found.is_file():
            return None
        modified = datetime.fromtimestamp(found.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    path = Path(found.path)
    return FolderEntry(path, as_text(Path(found.name)) + ("/" if is_folder else ""), is_folder, modified)
