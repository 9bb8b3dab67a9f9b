"""Nothing is entered for a client in the trash: every verb about one refuses, and names them (INV-41)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.comments import verbs as comments
from models.merging import moving
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import client_status
from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.outbox import single
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.messages.campaign import Goal
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields, ClientInTrash
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.photos import listing as kept_photos
from models.people.photos import pictures
from models.people.photos import verbs as photos
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.people.technical_sheets import verbs as technical_sheets
from models.people.technical_sheets.verbs import NewEntry
from models.requests.trail import Trail
from models.trade.documents import delivery_notes, orders, preparations, pro_formas, quotes
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.prices.lines import NewLine
from models.trade.sales import animals as sale_animals
from models.trade.sales import verbs as sales
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.trash import verbs as trash
from models.values import Centimes
from tests.asking import by_staff, every_verb
from tests.models.conftest import Counter
from tests.pictures import jpeg

AMOUNT, DAY = Centimes(100), date(2026, 1, 31)
FACE = pictures.made_of(jpeg(40, 50))

Asked = Callable[["Fiche", Mapping[str, Any]], Any]

REX = AnimalFields("Rex", birth_date=DAY)


class Fiche:
    """A client with a site and a photo, before they are deleted."""

    def __init__(self, counter: Counter) -> None:
        self.client = counter.client(mobile="0612345678")
        self.version = clients.get(self.client).version
        self.lines = [NewLine(counter.product(500))]
        self.depot = SiteFields("Dépôt")
        self.site = sites.create(self.client, self.depot, by=by_staff(counter.staff))
        self.animal = animals.create(self.client, REX, by=by_staff(counter.staff))
        relation = references.references(ReferenceKind.RELATION)[0].id
        self.zoe = ContactFields(relation, "Martin", "Zoé")
        self.contact = contacts.create(self.client, self.zoe, by=by_staff(counter.staff))
        self.comment = comments.add(self.client, "vient le lundi", by=by_staff(counter.staff))
        self.visit = AppointmentFields(DAY, 600, 30, "Vaccin", counter.staff)
        self.appointment = appointments.create(self.client, self.visit, by=by_staff(counter.staff))
        photos.add(self.client, FACE, by=by_staff(counter.staff))
        (self.photo,) = (each.id for each in kept_photos.of(self.client))


ABOUT_A_CLIENT: Mapping[str, Asked] = {
    "animals.create": lambda f, by: animals.create(f.client, REX, **by),
    "animals.edit": lambda f, by: animals.edit(f.animal, AnimalFields("Max", None, DAY), seen=REX, **by),
    "animals.delete": lambda f, by: sale_animals.delete(f.animal, **by),
    "clients.edit": lambda f, by: clients.edit(f.client, ClientFields("X"), version=f.version, **by),
    "comments.add": lambda f, by: comments.add(f.client, "vient le vendredi", **by),
    "comments.correct": lambda f, by: comments.correct(f.comment, "vient le samedi", seen=f.comment, **by),
    "consents.record": lambda f, by: consents.record(
        f.client, Channel.SMS, Word.STOP, ConsentSource.FORM, **by
    ),
    "appointments.create": lambda f, by: appointments.create(f.client, replace(f.visit, start=0), **by),
    "appointments.edit": lambda f, by: appointments.edit(
        f.appointment, replace(f.visit, start=660), version=0, **by
    ),
    "appointments.cancel": lambda f, by: appointments.cancel(f.appointment, version=0, **by),
    "contacts.create": lambda f, by: contacts.create(f.client, f.zoe, **by),
    "contacts.edit": lambda f, by: contacts.edit(
        f.contact, ContactFields(f.zoe.relation, "X"), seen=f.zoe, **by
    ),
    "contacts.hand_over": lambda f, by: moving.move(f.contact, f.client, **by),
    "contacts.retire": lambda f, by: contacts.retire(f.contact, **by),
    "credits.grant": lambda f, by: avoirs.grant(f.client, AMOUNT, "a gesture", **by),
    "discounts.choose": lambda f, by: discounts.choose(
        f.client, ClientDiscounts(500), seen=ClientDiscounts(), **by
    ),
    "entries.adjust": lambda f, by: entries.adjust(f.client, AMOUNT, "a reason", **by),
    "entries.open_balance": lambda f, by: entries.open_balance(f.client, AMOUNT, day=DAY, **by),
    "entries.receive_advance": lambda f, by: entries.receive_advance(
        f.client, AMOUNT, PaymentMode.CASH, **by
    ),
    "global_invoices.issue": lambda f, by: global_invoices.issue(f.client, [1], **by),
    "messages.due": lambda f, by: single.send_due(f.client, "Bonjour", seen=AMOUNT, **by),
    "messages.try": lambda f, by: single.try_on(
        Order(Goal.BALANCE_REMINDER, "Bonjour {client}"), [f.client], **by
    ),
    "orders.create": lambda f, by: orders.create(f.client, f.lines, **by),
    "payments.pay_credit": lambda f, by: payments.pay_debt(
        DebtPayment(f.client, PaymentMode.CASH, AMOUNT), **by
    ),
    "technical_sheets.write": lambda f, by: technical_sheets.write(
        f.client, NewEntry(1, 1, None, "40 ml"), **by
    ),
    "photos.add": lambda f, by: photos.add(f.client, pictures.made_of(jpeg(60, 60)), **by),
    "photos.erase": lambda f, by: photos.erase(f.photo, **by),
    "photos.turn": lambda f, by: photos.turn(f.photo, **by),
    "preparations.create": lambda f, by: preparations.create(f.client, f.lines, **by),
    "quotes.create": lambda f, by: quotes.create(f.client, f.lines, **by),
    "delivery_notes.create": lambda f, by: delivery_notes.create(f.client, f.lines, **by),
    "pro_formas.create": lambda f, by: pro_formas.create(f.client, f.lines, **by),
    "sales.sell": lambda f, by: sales.sell(f.client, f.lines, **by),
    "sites.create": lambda f, by: sites.create(f.client, SiteFields("Magasin"), **by),
    "sites.edit": lambda f, by: sites.edit(f.site, SiteFields("Magasin"), seen=f.depot, **by),
    "sites.retire": lambda f, by: sites.retire(f.site, **by),
    "standing.archive": lambda f, by: client_status.archive(f.client, **by),
    "standing.restore": lambda f, by: client_status.restore(f.client, **by),
    "standing.sleep": lambda f, by: client_status.put_to_sleep(f.client, **by),
    "standing.wake": lambda f, by: client_status.wake(f.client, **by),
    "statements.issue": lambda f, by: statements.issue(f.client, DAY, DAY, StatementDetail.SIMPLIFIED, **by),
}
NOT_REFUSED = {"trash.delete", "trash.restore", "privacy.redact"}


def test_every_verb_about_a_client_is_tried() -> None:
    about = {name for name, verb in every_verb().items() if "client" in verb.parameters}
    assert about <= ABOUT_A_CLIENT.keys() | NOT_REFUSED


def test_inv_41_every_verb_refuses_a_client_in_the_trash(counter: Counter) -> None:
    fiche = Fiche(counter)
    trash.delete(fiche.client, by=by_staff(counter.staff))
    before, row = Trail.select().count(), Client.select().where(Client.id == fiche.client).dicts().get()
    for name, ask in ABOUT_A_CLIENT.items():
        with pytest.raises(ClientInTrash) as refused:
            ask(fiche, {"by": by_staff(counter.staff)})
        assert (refused.value.client, refused.value.name) == (fiche.client, "Martinez Jeanne"), name
    assert Trail.select().count() == before
    assert Client.select().where(Client.id == fiche.client).dicts().get() == row
