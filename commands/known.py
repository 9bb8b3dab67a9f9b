"""`officine known`: exports everything stored about one client."""

from argparse import Namespace

from commands.shell.output import as_json
from commands.store import client_named, opened


def run(options: Namespace) -> int:
    from models.privacy import known

    with opened(options.database):
        found = known.export(client_named(options.client))
        as_json(dict(found.rows))
    return 0
