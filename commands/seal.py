"""`officine seal`: seals what was written since the last seal, or lists the seals that there are."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commands.shell.output import Table, rows_as_json
from commands.shell.progress import bar
from commands.store import opened
from locales import _, formats
from locales.words.seals import occasion

if TYPE_CHECKING:
    from models.seals.listing import SealRow


def run(options: Namespace) -> int:
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key
    from models.seals import listing, verbs
    from models.seals.table import Occasion

    if options.list:
        with opened(options.database):
            found = listing.newest()
    else:
        with opened(options.database, trusts_clock=options.trust_clock), bar(_("Sealing")) as progress:
            found = verbs.seal(Occasion.DEMAND, by=By(SHELL, new_key()), progress=progress)
    if options.json:
        rows_as_json(_as_json(seal) for seal in found)
    else:
        _print(found)
    return 0


def _as_json(seal: "SealRow") -> dict[str, Any]:
    return {
        "number": seal.number,
        "at": seal.at.isoformat(),
        "occasion": str(seal.occasion),
        "rows": seal.row_count,
        "digest": seal.digest,
    }


def _print(found: Sequence["SealRow"]) -> None:
    table = Table((_("No."), _("Made on"), _("Occasion"), _("Rows"), _("Seal")), right=(0, 3))
    table.add(
        (
            str(seal.number),
            formats.moment(seal.at),
            occasion(seal.occasion),
            formats.count(seal.row_count),
            seal.short,
        )
        for seal in found
    )
