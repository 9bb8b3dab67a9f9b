"""`officine backup`: copies the database and verifies the copy, with a seal over everything in it."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.shell.output import complain
from commands.shell.progress import bar
from commands.store import opened
from locales import _, formats
from locales.inert import inert
from locales.sentences import explain

if TYPE_CHECKING:
    from models.seals.listing import SealRow


def run(options: Namespace) -> int:
    from locales.words.seals import sealed
    from models.store.backup import back_up

    with opened(options.database):
        made = _seal()
        copy = back_up(Path(options.file).expanduser().absolute())
    size = formats.count(max(1, copy.stat().st_size // 1024))
    print(inert(_("{file}: {size} kB, verified.").format(file=copy, size=size)))
    if made is not None:
        print(inert(sealed(made)))
    return 0


def _seal() -> "SealRow | None":
    """The seal made for the copy; None if none could be made, as the copy matters more."""
    from models.money import clock_check
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key
    from models.seals import verbs
    from models.seals.table import Occasion
    from models.store.place.problems import StoreProblem

    doubt = clock_check.doubt()
    if doubt is not None:
        complain(_("{reason} Nothing was sealed.").format(reason=explain(doubt)))
        return None
    try:
        with bar(_("Sealing")) as progress:
            made = verbs.seal(Occasion.BACKUP, by=By(SHELL, new_key()), progress=progress)
    except StoreProblem as problem:
        complain(_("{reason} Nothing was sealed.").format(reason=explain(problem)))
        return None
    return made[-1]
