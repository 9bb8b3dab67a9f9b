"""Jeanne, Salma, who is insured, and clients who are settled, imported, forgotten, thrown away."""

from dataclasses import replace
from datetime import date

from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.clients import undoing as client_undoing
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known
from models.money import entries
from models.money.ledger import client_status
from models.people.categories import verbs as client_categories
from models.people.categories.table import CategoryColour
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients import succession
from models.people.clients import verbs as clients
from models.people.duplicates import apart
from models.people.organisms import listing as organisms
from models.people.organisms import verbs as organism_keeping
from models.people.organisms.verbs import OrganismFields
from models.privacy import redaction
from models.trade.catalogue import categories
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trash import verbs as trash
from models.values import Centimes
from tests.models.requests.every_verb import custom_fields
from tests.models.requests.every_verb.shop import Shop, vars_of


def play(shop: Shop) -> None:
    insurer = organisms.organisms()[0].id
    shop.jeanne = shop.counter.client(email="jeanne@example.org", ceiling=Centimes(200_000))
    in_it = _client_categories(shop)
    shop.salma = shop.counter.client(
        "Alami",
        "Salma",
        mobile="0612345678",
        organism=insurer,
        category=in_it,
        custom=custom_fields.define(shop),
    )
    row = clients.get(shop.jeanne)
    known = clients.fields_of(row)
    changed = type(known)(**{**vars_of(known), "city": "Rabat"})
    clients.edit(shop.jeanne, changed, version=row.version, **shop.who)
    former = organism_keeping.create(OrganismFields("SMAR", successor=insurer), **shop.who)
    settled = shop.counter.client("Tazi", "Omar", organism=former)
    succession.move_clients(former, to=insurer, **shop.who)
    client_status.archive(settled, **shop.who)
    client_status.restore(settled, **shop.who)
    client_status.put_to_sleep(settled, **shop.who)
    client_status.wake(settled, **shop.who)
    client_status.archive(settled, **shop.who)
    hygiene = next(row.id for row in categories.categories() if row.name == "Hygiène")
    discounts.choose(shop.salma, ClientDiscounts(500, {hygiene: 1000}), seen=ClientDiscounts(), **shop.who)
    file = shop.folder / "clients.csv"
    file.write_text("Bennani Youssef;120,00\nChraibi Hind;-30,00\n", encoding="utf-8")
    client_import.carry_out(client_import.read(file), **shop.who)
    _undo_an_import(shop)
    entries.open_balance(shop.jeanne, Centimes(2_000), day=date(2026, 11, 1), **shop.who)
    _duplicates(shop, settled)
    redaction.redact(shop.counter.client("Idrissi", "Nadia", mobile="0612000000"), **shop.who)
    twice = shop.counter.client("Tazi", "Omar")
    trash.delete(twice, **shop.who)
    trash.restore(twice, **shop.who)
    trash.delete(twice, **shop.who)


def _client_categories(shop: Shop) -> int:
    began = ClientCategoryFields("Fidèles")
    loyal = client_categories.create(began, **shop.who)
    now = replace(began, colour=CategoryColour.BLUE, discount=200, hold_lock=True)
    client_categories.edit(loyal, now, seen=began, **shop.who)
    client_categories.retire(loyal, **shop.who)
    client_categories.restore(loyal, **shop.who)
    return loyal


def _duplicates(shop: Shop, settled: int) -> None:
    apart.set_apart(shop.jeanne, shop.salma, **shop.who)
    apart.set_apart(shop.salma, settled, **shop.who)
    apart.compare_again(shop.salma, settled, **shop.who)


def _undo_an_import(shop: Shop) -> None:
    """Of a client with a debt, of one without, and of a fiche that was completed."""
    file = shop.folder / "wrong.csv"
    file.write_text("Nom;Ville;Code;Solde\nWrong Adil;Fès;W-1;80\nSad Nora;;;\nTazi Omar;Safi;;\n")
    client_import.carry_out(client_import.read(file), known=Known.COMPLETE, **shop.who)
    client_undoing.undo(batches.batches(ImportSubject.CLIENTS)[0].id, **shop.who)
