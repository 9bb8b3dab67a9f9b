"""Where it is kept: the engine's own verdict, and who else may read the file."""

import stat
from collections.abc import Iterator
from pathlib import Path

from models.doctor.fault import Check, Fault
from models.refusals import N_
from models.store.connection import engine


def what_the_engine_finds() -> Iterator[Fault]:
    """Integrity and foreign keys, by the engine's own checks."""
    for text in engine().faults():
        yield Fault("engine", N_("The database reports: {text}"), {"text": text})


def permissions() -> Iterator[Fault]:
    """Nobody but the owner reads the files, and nobody else can put others in their place."""
    path = Path(engine().place)
    if not path.is_file():
        return  # a server's files are its own business
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
