"""Writes a file completely or not at all, readable by its owner only."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.refusals import Refused
from models.store.place import names
from printing.refusals import DiskFull, FileExists, FolderMissing, NotWritable, NotWritten

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def check(path: Path, *, replace: bool = False) -> None:
    """Refuses in advance what would certainly be refused later, names used by databases included."""
    try:
        names.refuse(path)
        if not path.parent.is_dir():
            raise FolderMissing(str(path.parent))
        if path.is_dir() or (not replace and os.path.lexists(path)):
            raise FileExists(str(path))
    except OSError as error:
        raise refusal(error, path) from error
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise NotWritable(str(path.parent))


def write(content: bytes | Iterable[bytes], path: Path, *, replace: bool = False) -> Path:
    """Writes to a temporary file beside the target, then renames it atomically.
    Raises a refusal of this room.

    A long content may come in parts.
    """
    check(path, replace=replace)
    with _explained(path):
        unfinished = _write_beside(content, path)
        try:
            _give_name(unfinished, path, replace=replace)
        finally:
            unfinished.unlink(missing_ok=True)
    return path


def make(maker: Callable[[Path], None], path: Path) -> Path:
    """Like `write`, for a library that writes the file itself and needs files of its own meanwhile: `maker`
    gets a path in a folder beside the target, which nobody else reads and which is removed in any case.
    """
    check(path)
    with _explained(path), tempfile.TemporaryDirectory(prefix=".officine-", dir=path.parent) as folder:
        unfinished = Path(folder) / path.name
        maker(unfinished)
        unfinished.chmod(0o600)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        _give_name(unfinished, path, replace=False)
    return path


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system says against writing this file becomes a refusal."""
    try:
        yield
    except FileExistsError as error:
        raise FileExists(str(path)) from error
    except OSError as error:
        raise refusal(error, path) from error


def refusal(error: OSError, path: Path) -> Refused:
    """The system's error as a refusal."""
    if error.errno in _FULL:
        return DiskFull(str(path.parent))
    if error.errno in _FORBIDDEN:
        return NotWritable(str(path.parent))
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FolderMissing(str(path.parent))
    return NotWritten(str(path), error.strerror or str(error))


def _write_beside(content: bytes | Iterable[bytes], path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".officine-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def _give_name(unfinished: Path, path: Path, *, replace: bool) -> None:
    if replace:
        unfinished.replace(path)
        return
    try:
        # Unlike a rename, a link fails if another program has just made a file of this name.
        path.hardlink_to(unfinished)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        unfinished.replace(path)
