"""*Fusionner* and *Défusionner* on the fiche: another fiche of the same person, and one given back."""

from typing import Any

from locales import _, formats, ngettext
from locales.sentences import explain
from locales.words import merging as words
from locales.words.ledger import balance
from models.merging import verbs as merging
from models.merging.merged_in import MergedIn, merged_into
from models.merging.refusals import NewerOperations
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.store.connection import persevere
from tui.clients.pick import PickClientDialog
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.frame.screens import new_screen

_BACK, _LEAVE = "back", "leave"


async def merge(desk: BaseScreen[Any], client: int) -> None:
    """Asks for the other fiche and shows both side by side; the fiche goes on as that of the survivor."""
    heading = _("Merge with which fiche?")
    other = await desk.ask(PickClientDialog(heading))
    if other is None:
        return
    if other.id == client:
        desk.warn(_("This is the fiche that is open. Find the other one."))
        return
    survivor = await desk.ask(new_screen("side_by_side", client, other.id))
    if survivor is not None:
        desk.read_again()
        if survivor == client:  # else the fiche goes on as the other one, and says so itself
            desk.tell(words.merged(clients.get(survivor), other.id))


async def give_back(desk: BaseScreen[Any], client: int) -> None:
    """Asks which of the merged fiches, says what goes with it, and gives it back."""
    known = merged_into(client)
    if not known:
        desk.warn(_("No fiche was merged into this one."))
        return
    ways = [Way(str(each.id), words.named(each), _merged_when(each)) for each in known]
    chosen = await desk.ask(ChooseDialog(_("Undo a merge"), _("Which fiche stands for itself again?"), ways))
    fiche = next((each for each in known if str(each.id) == chosen), None)
    if fiche is not None:
        await _give_back(desk, fiche)


async def _give_back(desk: BaseScreen[Any], fiche: MergedIn) -> None:
    stay = Way("", _("Go back"), _("nothing changes"))
    doing = Way(_BACK, _("Undo the merge"), _("both stand for themselves again"))
    asked = await desk.ask(ChooseDialog(words.named(fiche), what_goes(fiche), [stay, doing]))
    newer_stay = False
    while asked in (_BACK, _LEAVE):
        try:
            asks: dict[str, Any] = {"by": desk.officine.by()}
            done = persevere(merging.undo, fiche.id, newer_stay=newer_stay, **asks)
        except NewerOperations as refused:
            leave = Way(_LEAVE, _("Leave it there"), _("it stays with the fiche that is open"))
            asked = await desk.ask(ChooseDialog(words.named(fiche), explain(refused), [stay, leave]))
            newer_stay = True
            continue
        except Refused as refused:
            desk.refuse(refused)
            return
        desk.read_again()
        said = _("No. {number} stands for itself again.").format(number=fiche.id)
        desk.tell(f"{said} {_stay()}" if done.stay else said)
        return


def _stay() -> str:
    return _("What was changed here since the merge stays.")


def _merged_when(fiche: MergedIn) -> str:
    return " · ".join(part for part in (formats.moment(fiche.at), fiche.by) if part)


def what_goes(fiche: MergedIn) -> str:
    """What leaves the open fiche with one that is given back."""
    count = fiche.operations
    operations = ngettext("{count} operation", "{count} operations", count).format(count=formats.count(count))
    count = fiche.documents
    documents = ngettext("{count} document", "{count} documents", count).format(count=formats.count(count))
    said = _("It takes along {operations}, {documents}, and its account: {balance}.").format(
        operations=operations, documents=documents, balance=balance(fiche.balance)
    )
    if not fiche.others:
        return said
    numbers = ", ".join(map(str, fiche.others))
    return f"{said}\n" + _("With it go the fiches merged into it before: {numbers}.").format(numbers=numbers)
