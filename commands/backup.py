"""`officine backup`: a copy that is known to open."""

from argparse import Namespace
from pathlib import Path

from commands.store import opened
from locales import _, formats
from locales.inert import inert


def run(options: Namespace) -> int:
    from models.store.backup import back_up

    with opened(options.database):
        copy = back_up(Path(options.file).expanduser().absolute())
    size = formats.count(max(1, copy.stat().st_size // 1024))
    print(inert(_("{file}: {size} kB, verified.").format(file=copy, size=size)))
    return 0
