"""Checks of what is kept to choose from: organisms, reference lists, saved selections."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.people.clients.details import ClientDetails
from models.people.clients.lists import LISTS
from models.people.clients.selections import Selection, SelectionMember
from models.people.clients.table import Client
from models.people.organisms.table import Organism
from models.people.references.table import Reference
from models.refusals import N_
from models.store.search.folding import fold


def organisms_follow_one_another() -> Iterator[Fault]:
    """An organism ends after it began, and following the successors of one never leads back to it."""
    rows = Organism.select(Organism.id, Organism.name, Organism.valid_from, Organism.valid_until)
    rows = rows.select_extend(Organism.successor).tuples()
    after = {key: successor for key, *_, successor in rows}
    sentence = N_("The organism {name} ends before it begins, or follows itself.")
    for key, name, begins, ends, _ in rows:
        seen, one = {key}, after[key]
        while one is not None and one not in seen:
            seen.add(one)
            one = after.get(one)
        if one is not None or (begins and ends and begins > ends):
            yield Fault("organisms", sentence, {"name": name})


def organisms_are_there() -> Iterator[Fault]:
    """The organism of a client, and the one that goes on in the place of another, exist."""
    there = Organism.alias()
    followed = Organism.select(Organism.name).join(there, JOIN.LEFT_OUTER, on=Organism.successor == there.id)
    sentence = N_("What goes on in the place of the organism {name} does not exist.")
    for (name,) in first(followed.where(Organism.successor.is_null(False), there.id.is_null())):
        yield Fault("organisms", sentence, {"name": name})
    insured = Client.select(Client.id).join(there, JOIN.LEFT_OUTER, on=Client.organism == there.id)
    sentence = N_("Client {client} has an organism that does not exist.")
    for (client,) in first(insured.where(Client.organism.is_null(False), there.id.is_null())):
        yield Fault("organisms", sentence, {"client": client}, client=client)


def organisms_differ() -> Iterator[Fault]:
    """No two organisms have one name, in whatever spelling."""
    sentence = N_("Two organisms are called {name}.")
    known = set[str]()
    for (name,) in Organism.select(Organism.name).order_by(Organism.id).tuples():
        if fold(name) in known:
            yield Fault("organisms", sentence, {"name": name})
        known.add(fold(name))


def members_of_selections_exist() -> Iterator[Fault]:
    """Who is on a selection exists, and so does the selection: no foreign key of the engine says so."""
    members = SelectionMember.select(SelectionMember.selection, SelectionMember.client)
    clients = members.join(Client, JOIN.LEFT_OUTER, on=SelectionMember.client == Client.id)
    lists = members.join(Selection, JOIN.LEFT_OUTER, on=SelectionMember.selection == Selection.id)
    sentence = N_("Client {client} is on the selection {selection}, and one of both does not exist.")
    for rows in (clients.where(Client.id.is_null()), lists.where(Selection.id.is_null())):
        for selection, client in first(rows):
            yield Fault("selections", sentence, {"client": client, "selection": selection}, client=client)


def choices_are_of_their_list() -> Iterator[Fault]:
    """What a fiche chose from a reference list exists, and is of that list."""
    sentence = N_("Client {client} has chosen something that is not in the list {list}.")
    for field, kind in LISTS.items():
        column = getattr(ClientDetails, field)
        chosen = ClientDetails.select(ClientDetails.client).where(column.is_null(False))
        chosen = chosen.join(
            Reference, JOIN.LEFT_OUTER, on=(column == Reference.id) & (Reference.kind == kind)
        )
        for (client,) in first(chosen.where(Reference.id.is_null())):
            yield Fault("lists", sentence, {"client": client, "list": str(kind)}, client=client)


def lists_can_be_read() -> Iterator[Fault]:
    """Every entry of a reference list is found by its name, and has a place of its own."""
    sentence = N_("{name} is in its list under another name than its own.")
    for key, name in Reference.select(Reference.name_key, Reference.name).tuples():
        if key != fold(name):
            yield Fault("lists", sentence, {"name": name})
    sentence = N_("{name} has a rule of payment, and is in another list than that of payment terms.")
    for (name,) in first(
        Reference.select(Reference.name).where(Reference.end_of_month, Reference.days.is_null())
    ):
        yield Fault("lists", sentence, {"name": name})
    places = Reference.select(Reference.kind, Reference.position).group_by(Reference.kind, Reference.position)
    sentence = N_("Place {position} of the list {list} is that of several entries.")
    for kind, position in first(places.having(fn.COUNT(Reference.id) > 1)):
        yield Fault("lists", sentence, {"position": position, "list": str(kind)})


CHECKS: tuple[Check, ...] = (
    organisms_follow_one_another,
    organisms_are_there,
    organisms_differ,
    members_of_selections_exist,
    choices_are_of_their_list,
    lists_can_be_read,
)
