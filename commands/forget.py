"""`officine forget`: redacts a client whose account is settled, for good; prints what a rule keeps."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from commands.shell.progress import bar
from commands.shell.refusals import NotTheirName
from commands.store import client_named, opened
from locales import _, formats
from locales.inert import inert

if TYPE_CHECKING:
    from models.privacy.redaction import Held


def run(options: Namespace) -> int:
    from models.people.clients import verbs as clients
    from models.privacy import redaction
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key
    from models.store.connection import engine

    with opened(options.database, trusts_clock=options.trust_clock):
        client = client_named(options.client)
        name = clients.full_name(clients.get(client))
        if not options.confirm:
            redaction.refuse(client)
            _would(client, name, redaction.count(client), redaction.held(client))
            return 0
        if options.confirm != name:
            raise NotTheirName(options.confirm, name)
        done = redaction.redact(client, by=By(SHELL, new_key()))
        with bar(_("Rewriting the database")) as progress:
            progress(0, 1)
            engine().rewrite()
        print(_("Client {client} was forgotten: {count} values.").format(client=client, count=done.values))
        _kept(done.held)
    return 0


def _would(client: int, name: str, count: int, held: Sequence["Held"]) -> None:
    print(inert(_("{name}: {count} values would be forgotten, for good.").format(name=name, count=count)))
    _kept(held)
    print(_("Nothing was forgotten yet. Make a backup, then type:"))
    print(inert(f'officine forget {client} --confirm "{name}"'))


def _kept(held: Sequence["Held"]) -> None:
    for each in held:
        said = (
            _("{count} values stay until {day}: {rule}.")
            if each.until is not None
            else _("{count} values stay for good: {rule}.")
        )
        day = formats.day(each.until) if each.until is not None else ""
        print(said.format(count=each.values, day=day, rule=each.rule.source))
