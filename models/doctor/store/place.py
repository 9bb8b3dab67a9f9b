"""Checks of the place of the database: the engine's own checks, and who else may read the file."""

import stat
from collections.abc import Iterator
from pathlib import Path

from models.doctor.fault import Check, Fault
from models.refusals import N_
from models.store.connection import engine


def what_the_engine_finds() -> Iterator[Fault]:
    """The engine's own checks of integrity and of foreign keys."""
    for text in engine().faults():
        yield Fault("engine", N_("The database reports: {text}"), {"text": text})


def permissions() -> Iterator[Fault]:
    """Only the owner can read the files, and nobody else can replace them."""
    path = Path(engine().place)
    if not path.is_file():
        return  # The files of a server are its administrator's task.
    for file in sorted(path.parent.glob(f"{path.name}*")):
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            sentence = N_("Others may read {path} ({mode}): it should be 600.")
            yield Fault("files", sentence, {"path": str(file), "mode": f"{mode:o}"})
    mode = stat.S_IMODE(path.parent.stat().st_mode)
    if mode & 0o022 and not mode & stat.S_ISVTX:
        sentence = N_("Others may write in the folder {path} ({mode}): it should be 700.")
        yield Fault("files", sentence, {"path": str(path.parent), "mode": f"{mode:o}"})


CHECKS: tuple[Check, ...] = (what_the_engine_finds, permissions)
