"""Asks about animals, and calls their verbs."""

from typing import Any

from locales import _
from locales.words import animals as words
from models.people.animals import verbs as animals
from models.people.animals.listing import AnimalRow
from models.people.animals.table import AnimalFields
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.trade.sales import animals as sale_animals
from tui.dialogs.choose import Way
from tui.dialogs.sure import sure
from tui.fiche.animals.dialog import AnimalDialog
from tui.frame.base import BaseScreen
from tui.frame.insist import insist
from tui.parts.merging import insist_on_edit


async def create_animal(desk: BaseScreen[Any], client: int) -> int | None:
    """Asks for a new animal of a client; returns its id."""
    by = desk.officine.by()
    heading = _("New animal of {name}").format(name=clients.full_name(clients.get(client)))

    def dialog(typed: AnimalFields | None, refused: Refused | None) -> AnimalDialog:
        return AnimalDialog(heading, typed or AnimalFields(), refused)

    return await insist(desk, dialog, lambda values: animals.create(client, values, by=by))


async def edit_animal(desk: BaseScreen[Any], row: AnimalRow) -> int | None:
    """Shows an animal and saves what was changed; returns its id. Where somebody saved the same field
    meanwhile, it is shown again with what they saved.
    """
    by, heading = desk.officine.by(), _("Edit {name}").format(name=words.called(row))

    def dialog(shown: AnimalFields, refused: Refused | None) -> AnimalDialog:
        return AnimalDialog(heading, shown, refused)

    def edit(values: AnimalFields, seen: AnimalFields) -> int:
        animals.edit(row.id, values, seen=seen, by=by)
        return row.id

    return await insist_on_edit(desk, animals.read(row.id), dialog, edit)


async def delete(desk: BaseScreen[Any], row: AnimalRow) -> None:
    """Asks whether an animal is to go, and says whether it was only retired."""
    by = desk.officine.by()
    sentence = _("Where something was sold for it, it is retired and keeps its history; else it is gone.")
    heading = _("Delete {name}?").format(name=words.called(row))
    if not await sure(desk, heading, sentence, Way("delete", _("Delete"))):
        return
    retired = desk.attempt(sale_animals.delete, row.id, by=by)
    desk.read_again()
    if retired:
        desk.tell(_("{name} is retired: something was sold for it.").format(name=words.called(row)))


def put_back(desk: BaseScreen[Any], row: AnimalRow) -> None:
    """Puts a retired animal in use again."""
    desk.attempt(animals.put_back, row.id, by=desk.officine.by())
    desk.read_again()
