"""`officine demo`: fills an empty database with an example pharmacy."""

from argparse import Namespace

from commands.shell.output import pairs
from commands.shell.progress import bar
from commands.store import opened
from locales import _, formats


def run(options: Namespace) -> int:
    from demo import fill
    from models.store.connection import engine

    with opened(options.database, create=True), bar(_("Filling")) as progress:
        made = fill(options.clients, options.sales_per_client, options.seed, progress)
        place = engine().place
    pairs(
        (
            (_("Database"), place),
            (_("Pharmacy"), made.pharmacy),
            (_("Clients"), formats.count(made.clients)),
            (_("Operations"), formats.count(made.operations)),
            (_("Log in as"), made.staff),
            (_("Code"), made.code),
            (_("Security code"), made.security_code),
        )
    )
    return 0
