"""A pharmacy in which every verb was carried out: what the doctor is tried on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from messaging import choices
from messaging.directory import choices as directory
from models.appointments import verbs as appointments
from models.appointments.table import AppointmentFields
from models.comments import verbs as comments
from models.comments.table import Subject, SubjectKind
from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining import options
from models.defining.fields import CustomFieldFields
from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.clients import undoing as client_undoing
from models.importing.clients import verbs as client_import
from models.importing.clients.known import Known
from models.importing.contacts import verbs as contact_import
from models.importing.products import undoing as product_undoing
from models.importing.products import verbs as product_import
from models.merging import verbs as merging
from models.money import entries, house_rules
from models.money.avoirs import verbs as avoirs
from models.money.closings import verbs as periods
from models.money.closings.periods import PeriodClosing
from models.money.closings.verbs import Period
from models.money.house_rules import HouseRules
from models.money.ledger import client_status, deallocation
from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.money.till import verbs as till
from models.outbox import incoming_texts, rules, sending, single
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Goal
from models.outbox.messages.table import ReceiptState
from models.outbox.templates import verbs as templates
from models.outbox.units import verbs as sms_units
from models.people.animals import kinds as animal_kinds
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.people.categories import verbs as client_categories
from models.people.categories.table import CategoryColour
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients import required, selections, succession
from models.people.clients import verbs as clients
from models.people.clients.required import KEZIA
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.duplicates import apart
from models.people.organisms import listing as organisms
from models.people.organisms import verbs as organism_keeping
from models.people.organisms.verbs import OrganismFields
from models.people.photos import listing as kept_photos
from models.people.photos import pictures
from models.people.photos import verbs as photos
from models.people.references import listing as references_kept
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.contacts import verbs as site_contacts
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.table import SiteFields
from models.people.staff import authors, drafts, security_code, senders
from models.people.staff import verbs as personnel
from models.people.technical_sheets import keeping as sheet_terms
from models.people.technical_sheets import verbs as technical_sheets
from models.people.technical_sheets.verbs import NewEntry
from models.pharmacy import features, prefixes, programmable_keys, required_fields, searching, tab_keys
from models.pharmacy import identity as pharmacy
from models.pharmacy.features import Feature
from models.privacy import redaction
from models.requests.actors import INCOMING
from models.requests.by import By
from models.seals import verbs as seals
from models.seals.table import Occasion
from models.store import clock, numbering, settings
from models.store.numbering import Series
from models.store.search.by_field import SearchIn
from models.trade.attributing import verbs as attributing
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.catalogue import categories, vat
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.trade.documents import orders, preparations, quotes
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.sales import animals as sale_animals
from models.trade.sales import verbs as sales
from models.trade.sales.animals import ForAnimals
from models.trade.statements import verbs as statements
from models.trade.statements.content import Grouping, StatementDetail
from models.trash import verbs as trash
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.codes import SECURITY as CODE
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import REMINDER, Desk
from tests.pictures import jpeg


def at(day: int, hour: int = 10) -> Any:
    """Within this block it is that day of November 2026."""
    return clock.stopped_at(datetime(2026, 11, day, hour, 30, tzinfo=UTC))


class EveryVerb:
    """Plays them day after day. Clients: 1 Jeanne, 2 Salma, who is insured, and those of the messages."""

    def __init__(self, staff: int, folder: Path) -> None:
        self.counter, self.folder = Counter(staff), folder
        self.desk = Desk(self.counter)

    def __call__(self) -> None:
        days: tuple[tuple[int, Callable[[], None]], ...] = (
            (2, self._settings),
            (3, self._staff),
            (4, self._catalogue),
            (5, self._lists),
            (5, self._clients),
            (5, self._sites),
            (5, self._contacts),
            (5, self._technical_sheets),
            (5, self._appointments),
            (6, self._sales),
            (6, self._animals),
            (7, self._payments),
            (8, self._mistakes),
            (9, self._promises),
            (10, self._papers),
            (11, self._till),
            (11, self._attributions),
            (11, self._comments),
            (12, self._messages),
            (12, self._merging),
            (12, self._seals),
        )
        for day, play in days:
            with at(day):
                play()

    @property
    def who(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def _settings(self) -> None:
        security_code.choose(CODE, current="", **self.who)
        shop = settings.pharmacy()
        pharmacy.change(type(shop)(**{**vars_of(shop), "phone": "+212537000000"}), seen=shop, **self.who)
        seen = house_rules.house_rules()
        modes = (PaymentMode.CASH, PaymentMode.CARD, PaymentMode.TRANSFER)
        house_rules.change(HouseRules(modes, Centimes(500_000)), seen=seen, **self.who)
        known = numbering.prefixes()
        prefixes.change({**known, Series.STATEMENT: "REL"}, seen=known, **self.who)
        keys = programmable_keys.programmable_keys()
        label = programmable_keys.ProgrammableKey("Étiquette", programmable_keys.Does.COMMAND, "label")
        programmable_keys.choose({**keys, "2": label}, seen=keys, **self.who)
        digits = tab_keys.tab_keys()
        tab_keys.choose({**digits, "5": "messages"}, seen=digits, **self.who)
        required_fields.change(KEZIA, seen=required.in_force(), **self.who)
        searching.choose(SearchIn.PHONE, seen=searching.search_in(), **self.who)
        features.choose(frozenset(Feature), seen=features.in_use(), **self.who)
        first = rules.sending_rules()
        rules.change(type(first)(longest=160), seen=first, **self.who)
        gateways = choices.gateways()
        choices.choose(replace(gateways, sender="Atlas"), seen=gateways, security=CODE, **self.who)
        directory.choose(replace(directory.choice(), asked=True), seen=directory.choice(), **self.who)

    def _staff(self) -> None:
        leila = personnel.engage("Leïla Bennis", "5678", security=CODE, **self.who)
        senders.let_send(leila.id, True, security=CODE, **self.who)
        personnel.change_code("8765", current="5678", by=by_staff(leila.id))
        omar = personnel.engage("Omar", "1111", security=CODE, **self.who)
        personnel.deactivate(omar.id, security=CODE, **self.who)
        personnel.give_code(leila.id, "9999", security=CODE, **self.who)
        drafts.keep(leila.id, "client", "", {"last_name": "Ben"})

    def _catalogue(self) -> None:
        normal = vat.create("Taux normal", 2000, date(2020, 1, 1), **self.who)
        vat.rename(normal, "Normal", **self.who)
        vat.set_rate(normal, 1900, date(2026, 1, 1), seen=None, **self.who)
        vat.set_rate(normal, 1800, date(2026, 12, 1), seen=None, **self.who)
        vat.drop_rate(normal, date(2026, 12, 1), seen=1800, **self.who)
        hygiene = categories.create(CategoryFields("Hygiène"), **self.who)
        remedies = categories.create(CategoryFields("Remèdes"), **self.who)
        now = CategoryFields("Médicaments", regulated=True)
        categories.edit(remedies, now, seen=CategoryFields("Remèdes"), **self.who)
        soap = ProductFields("Savon", hygiene, Centimes(1_000), normal, code="SAV", bar_code="6118001170333")
        self.soap = product_editing.create(soap, **self.who)
        dearer = ProductFields(
            "Savon", hygiene, Centimes(1_250), normal, code="SAV", bar_code="6118001170333"
        )
        product_editing.edit(self.soap, dearer, seen=soap, **self.who)
        fields = ProductFields("Sirop", remedies, Centimes(3_000), code="SIR")
        self.syrup = product_editing.create(fields, **self.who)
        product_editing.withdraw(self.syrup, **self.who)
        product_editing.put_back(self.syrup, **self.who)
        gauze = ProductFields("Gaze", hygiene, Centimes(800), normal, code="GAZ", fractional=True)
        self.gauze = product_editing.create(gauze, **self.who)
        file = self.folder / "produits.csv"
        titles = "Code;Code barres;Désignation;Catégorie;Prix TTC;TVA\n"
        file.write_text(f"{titles}GEL;;Gel;Hygiène;45,00;Normal\nSIR;;Sirop;Médicaments;32,00;\n")
        product_import.carry_out(product_import.read(file), **self.who)
        file.write_text("Code;Nom;Catégorie;Prix\nWRONG;Faux;Hygiène;1\n", encoding="utf-8")
        product_import.carry_out(product_import.read(file), **self.who)
        product_undoing.undo(batches.batches(ImportSubject.PRODUCTS)[0].id, **self.who)

    def _lists(self) -> None:
        courier, phone = ReferenceKind.COURIER, "+212612000001"
        karim = references.create(courier, ReferenceFields("Karim", "0612000001"), **self.who)
        amana = references.create(courier, ReferenceFields("Amana"), **self.who)
        known = ReferenceFields("Karim", phone)
        references.edit(karim, ReferenceFields("Karim B.", phone), seen=known, **self.who)
        references.arrange(courier, [amana, karim], seen=[karim, amana], **self.who)
        references.retire(amana, seen=ReferenceFields("Amana"), **self.who)
        references.put_back(amana, seen=ReferenceFields("Amana"), **self.who)
        references.create(ReferenceKind.PAYMENT_TERMS, ReferenceFields("30 jours", days=30), **self.who)
        old = organism_keeping.create(OrganismFields("MGPAP", date(2020, 1, 1)), **self.who)
        now = OrganismFields("MGPAP", date(2020, 1, 1), date(2026, 10, 31), successor=1)
        seen = OrganismFields("MGPAP", date(2020, 1, 1))
        organism_keeping.edit(old, now, seen=seen, **self.who)
        organism_keeping.retire(old, seen=now, **self.who)
        organism_keeping.put_back(old, seen=now, **self.who)

    def _clients(self) -> None:
        insurer = organisms.organisms()[0].id
        self.jeanne = self.counter.client(email="jeanne@example.org", ceiling=Centimes(200_000))
        in_it = self._client_categories()
        self.salma = self.counter.client(
            "Alami",
            "Salma",
            mobile="0612345678",
            organism=insurer,
            category=in_it,
            custom=self._custom_fields(),
        )
        row = clients.get(self.jeanne)
        known = clients.fields_of(row)
        changed = type(known)(**{**vars_of(known), "city": "Rabat"})
        clients.edit(self.jeanne, changed, version=row.version, **self.who)
        former = organism_keeping.create(OrganismFields("SMAR", successor=insurer), **self.who)
        settled = self.counter.client("Tazi", "Omar", organism=former)
        succession.move_clients(former, to=insurer, **self.who)
        client_status.archive(settled, **self.who)
        client_status.restore(settled, **self.who)
        client_status.put_to_sleep(settled, **self.who)
        client_status.wake(settled, **self.who)
        client_status.archive(settled, **self.who)
        hygiene = next(row.id for row in categories.categories() if row.name == "Hygiène")
        discounts.choose(
            self.salma, ClientDiscounts(500, {hygiene: 1000}), seen=ClientDiscounts(), **self.who
        )
        file = self.folder / "clients.csv"
        file.write_text("Bennani Youssef;120,00\nChraibi Hind;-30,00\n", encoding="utf-8")
        client_import.carry_out(client_import.read(file), **self.who)
        self._undo_an_import()
        entries.open_balance(self.jeanne, Centimes(2_000), day=date(2026, 11, 1), **self.who)
        self._photos()
        self._duplicates(settled)
        redaction.redact(self.counter.client("Idrissi", "Nadia", mobile="0612000000"), **self.who)
        twice = self.counter.client("Tazi", "Omar")
        trash.delete(twice, **self.who)
        trash.restore(twice, **self.who)
        trash.delete(twice, **self.who)

    def _sites(self) -> None:
        depot = SiteFields("Dépôt", city="Rabat", contact="M. Tahiri", phone="0612345679")
        first = sites.create(self.jeanne, depot, **self.who)
        shop = sites.create(self.jeanne, SiteFields("Magasin"), **self.who)
        seen = sites.read(first)
        sites.edit(first, replace(seen, city="Salé"), seen=seen, **self.who)
        sites.make_default(shop, **self.who)
        sites.retire(shop, **self.who)
        sites.put_back(shop, **self.who)
        self._site_contacts(first)

    def _site_contacts(self, site: int) -> None:
        nurse = site_contacts.create(site, SiteContactFields("Mme Bennis", "infirmière"), **self.who)
        seen = site_contacts.read(nurse)
        site_contacts.edit(nurse, replace(seen, phone="0612345678"), seen=seen, **self.who)
        site_contacts.make_main(nurse, **self.who)
        site_contacts.retire(nurse, **self.who)
        site_contacts.put_back(nurse, **self.who)

    def _attributions(self) -> None:
        asked = [NewLine(self.soap)]
        sale = sales.sell(self.jeanne, asked, for_contact=self.contact, **self.who)
        attributing.attribute(sale.id, None, **self.who)
        guards.cancel(sale.id, "a mistake", **self.who)
        quote = quotes.create(self.jeanne, asked, for_contact=self.contact, **self.who)
        attributing.attribute_document(quote.id, None, **self.who)
        attributing.attribute_document(quote.id, self.contact, **self.who)
        attributing.attribute(sale.id, self.contact, **self.who)

    def _animals(self) -> None:
        dog = animal_kinds.create("Chein", **self.who)
        animal_kinds.rename(dog, "Chien", seen="Chein", **self.who)
        breed = animal_kinds.create("Labrador", species=dog, **self.who)
        animal_kinds.retire(breed, **self.who)
        animal_kinds.put_back(breed, **self.who)
        known = AnimalFields("Rex", breed, date(2020, 2, 29), "mord")
        rex = animals.create(self.jeanne, known, **self.who)
        animals.edit(rex, replace(known, note="ne mord pas"), seen=known, **self.who)
        sold_for = ForAnimals(whole=rex)
        asked = [NewLine(self.soap), NewLine(self.syrup)]
        sale = sales.sell(self.jeanne, asked, animals=sold_for, **self.who)
        sale_animals.attach(sale.id, rex, position=2, **self.who)
        sale_animals.attach(sale.id, None, **self.who)
        sale_animals.delete(rex, **self.who)
        animals.put_back(rex, **self.who)
        for client in (self.jeanne, self.salma):
            unnamed = animals.create(client, AnimalFields(birth_date=date(2026, 11, 1)), **self.who)
        sale_animals.delete(unnamed, **self.who)

    def _contacts(self) -> None:
        child = references_kept.references(ReferenceKind.RELATION)[1].id
        self.contact = contacts.create(self.jeanne, ContactFields(child, "Martin", "Zoé"), **self.who)
        seen = contacts.read(self.contact)
        contacts.edit(self.contact, replace(seen, mobile="0612345670"), seen=seen, **self.who)
        contacts.retire(self.contact, **self.who)
        contacts.put_back(self.contact, **self.who)
        file = self.folder / "famille.csv"
        file.write_text("Nom;Relation\nMartin Paul;Parent\n", encoding="utf-8")
        contact_import.carry_out(contact_import.read(self.jeanne, file), **self.who)

    def _appointments(self) -> None:
        visit = AppointmentFields(date(2026, 11, 20), 600, 30, "Vaccin", self.counter.staff, self.contact)
        made = appointments.create(self.jeanne, visit, **self.who)
        appointments.edit(made, replace(visit, start=660, subject="Rappel"), version=0, **self.who)
        own = replace(visit, contact=None)
        other = appointments.create(self.jeanne, own, even_so=True, **self.who)
        appointments.cancel(other, version=0, **self.who)

    def _technical_sheets(self) -> None:
        theme = sheet_terms.create(None, "Coloration", **self.who)
        blond = sheet_terms.create(theme, "Blond", **self.who)
        dark = sheet_terms.create(theme, "Brun", **self.who)
        sheet_terms.move(dark, earlier=True, **self.who)
        sheet_terms.rename(dark, "Châtain", seen="Brun", **self.who)
        sheet_terms.retire(dark, **self.who)
        sheet_terms.put_back(dark, **self.who)
        sheet_terms.remove(dark, **self.who)
        clear = sheet_terms.create(blond, "Blond clair", **self.who)
        author = self.counter.staff
        authors.let_write(author, False, **self.who)
        authors.let_write(author, True, **self.who)
        technical_sheets.write(self.jeanne, NewEntry(author, blond, clear, "40 ml"), **self.who)

    def _duplicates(self, settled: int) -> None:
        apart.set_apart(self.jeanne, self.salma, **self.who)
        apart.set_apart(self.salma, settled, **self.who)
        apart.compare_again(self.salma, settled, **self.who)

    def _undo_an_import(self) -> None:
        """Of a client with a debt, of one without, and of a fiche that was completed."""
        file = self.folder / "wrong.csv"
        file.write_text("Nom;Ville;Code;Solde\nWrong Adil;Fès;W-1;80\nSad Nora;;;\nTazi Omar;Safi;;\n")
        client_import.carry_out(client_import.read(file), known=Known.COMPLETE, **self.who)
        client_undoing.undo(batches.batches(ImportSubject.CLIENTS)[0].id, **self.who)

    def _photos(self) -> None:
        for width in (60, 70, 80):
            photos.add(self.jeanne, pictures.made_of(jpeg(width, 100)), **self.who)
        _, first, second = kept_photos.of(self.jeanne)
        photos.show(first.id, **self.who)
        photos.turn(first.id, **self.who)
        photos.crop(second.id, **self.who)
        photos.erase(second.id, **self.who)
        photos.add(self.salma, pictures.made_of(jpeg(50, 50)), **self.who)

    def _custom_fields(self) -> dict[int, str]:
        """One of each record; the values of a client in hers."""
        for record in CustomRecord:
            asked = CustomFieldFields(record, "Peau", CustomKind.LIST, options=("Sèche", "Grasse"))
            field = defining.create(asked, **self.who)
            seen = defining.fields_of(field)
            defining.edit(field, name="Type de peau", searchable=True, seen=seen, **self.who)
            option = options.add(field, "Mixte", **self.who)
            options.rename(option, "Normale", seen="Mixte", **self.who)
            options.move(option, earlier=True, **self.who)
            options.retire(option, **self.who)
            options.restore(option, **self.who)
            other = defining.create(CustomFieldFields(record, "Autre"), **self.who)
            defining.move(other, earlier=True, **self.who)
            defining.retire(other, **self.who)
            defining.restore(other, **self.who)
        return {1: "1", 2: "mot"}

    def _client_categories(self) -> int:
        began = ClientCategoryFields("Fidèles")
        loyal = client_categories.create(began, **self.who)
        now = replace(began, colour=CategoryColour.BLUE, discount=200, hold_lock=True)
        client_categories.edit(loyal, now, seen=began, **self.who)
        client_categories.retire(loyal, **self.who)
        client_categories.restore(loyal, **self.who)
        return loyal

    def sell(self, client: int, *lines: tuple[int, int], day: date | None = None, **paid: int) -> int:
        """So many thousandths of each product; the sale's number."""
        modes = {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
        asked = [NewLine(product, quantity) for product, quantity in lines]
        sale = guards_sell(client, asked, modes, day, self.who)
        return sale

    def _sales(self) -> None:
        self.paid = self.sell(self.jeanne, (self.soap, 4_000), (self.syrup, 1_000), cash=8_200)
        self.open = self.sell(self.jeanne, (self.soap, 4_000), (self.gauze, 1_500), (self.syrup, 1_000))
        self.insured = self.sell(self.salma, (self.soap, 2_000), (self.syrup, 2_000))
        self.wrong = self.sell(self.salma, (self.soap, 1_000), cash=500)
        self.sell(self.salma, (self.gauze, 500), day=date(2026, 11, 2), card=100)

    def _payments(self) -> None:
        self.counter.pay(self.jeanne, 2_000)
        order = DebtPayment(
            self.jeanne, PaymentMode.CARD, Centimes(3_000), discount=Centimes(500), reference="CB 12"
        )
        unpaid = {item.operation: item.open for item in open_debits(self.jeanne)}
        chosen = [Chosen(self.open, unpaid[self.open])]
        self.receipt = payments.pay_selected(order, chosen, **self.who)
        self.counter.advance(self.salma, 1_500)
        self.counter.adjust(self.jeanne, -300)
        self.counter.adjust(self.salma, 200)
        gesture = avoirs.grant(self.jeanne, Centimes(400), "a late order", **self.who)
        avoirs.use(gesture.id, Centimes(250), **self.who)
        kept = DebtPayment(
            self.salma, PaymentMode.CASH, Centimes(1_000), tendered=Centimes(1_200), keep_change=True
        )
        payments.pay_debt(kept, **self.who)

    def _mistakes(self) -> None:
        lines = returned.sold_lines(self.paid)
        taken = returns.take_back(
            self.paid, [(lines[0].sale_line, 1_000)], refund=PaymentMode.CASH, note="too many", **self.who
        )
        assert taken.id
        credit = returns.take_back(self.paid, [(lines[1].sale_line, 1_000)], **self.who)
        guards.pay_back(credit.id, Centimes(1_000), PaymentMode.CASH, **self.who)
        debit, paid = tie_of(self.jeanne)
        deallocation.undo(debit, paid, "another sale was meant", **self.who)
        guards.cancel(self.wrong, "wrong client", **self.who)
        open_line = returned.sold_lines(self.open)[0]
        returns.take_back(self.open, [(open_line.sale_line, 1_000)], **self.who)

    def _promises(self) -> None:
        who, soap = self.who, [NewLine(self.soap, 2_000, 0), NewLine(self.syrup)]
        quote = quotes.create(self.jeanne, soap, contact="her son", **who)
        quotes.accept(quote.id, **self.who)
        quotes.reopen(quote.id, **self.who)
        quotes.sell(quote.id, paid={PaymentMode.CASH: Centimes(1_000)}, **self.who)
        refused = quotes.create(self.salma, soap, **self.who)
        quotes.refuse(refused.id, "too dear", **self.who)
        ordered = quotes.create(self.salma, soap, **self.who)
        order = orders.from_quote(ordered.id, **self.who)
        orders.deliver(order.id, **self.who)
        orders.undo_delivery(order.id, **self.who)
        orders.deliver(order.id, **self.who)
        orders.sell(order.id, **self.who)
        given_up = orders.create(self.jeanne, soap, until=date(2026, 11, 20), **self.who)
        orders.cancel(given_up.id, "found elsewhere", **self.who)
        ointment = preparations.create(self.salma, soap, note="twice a day", **self.who)
        preparations.finish(ointment.id, **self.who)
        preparations.redo(ointment.id, **self.who)
        preparations.finish(ointment.id, **self.who)
        preparations.sell(ointment.id, **self.who)
        forgotten = preparations.create(self.jeanne, soap, **self.who)
        preparations.cancel(forgotten.id, "not wanted", **self.who)
        quotes.create(self.jeanne, soap, **self.who)

    def _papers(self) -> None:
        period = (date(2026, 11, 1), date(2026, 11, 30))
        statements.issue(self.jeanne, *period, StatementDetail.DETAILED, Grouping.CONTACTS, **self.who)
        statements.issue(self.salma, *period, StatementDetail.SIMPLIFIED, **self.who)
        documents = [self.sell(self.salma, (self.soap, 3_000))]
        billed = global_invoices.issue(self.salma, documents, to_organism=True, **self.who)
        organism_billing.collect(billed.id, Centimes(1_000), PaymentMode.TRANSFER, **self.who)
        number = organism_billing.collect(billed.id, Centimes(500), PaymentMode.TRANSFER, **self.who)
        guards.cancel(operation_of(number), "bounced", **self.who)
        plain = global_invoices.issue(self.jeanne, [self.sell(self.jeanne, (self.soap, 1_000))], **self.who)
        assert plain.total
        again = global_invoices.issue(
            self.salma, [self.sell(self.salma, (self.soap, 5_000))], to_organism=True, **self.who
        )
        global_invoices.delete(again.id, CODE, "wrong month", **self.who)
        twice = self.sell(self.jeanne, (self.soap, 1_000), cash=600)
        cancelling.cancel(twice, "typed twice", with_payment=True, **self.who)

    def _comments(self) -> None:
        said = comments.add(self.jeanne, "Passe le vendredi", **self.who)
        comments.correct(said, "Passe le samedi", seen=said, **self.who)
        on = Subject(SubjectKind.OPERATION, self.open)
        comments.add(self.jeanne, "Réglée par sa fille", on=on, **self.who)

    def _till(self) -> None:
        self._count(date(2026, 11, 6))
        till.reopen(date(2026, 11, 6), "a payment was forgotten", CODE, **self.who)
        self.sell(self.salma, (self.soap, 1_000), day=date(2026, 11, 6), cash=1_125)
        self._count(date(2026, 11, 6))
        self._count(date(2026, 11, 10))
        self._periods()

    def _seals(self) -> None:
        seals.seal(Occasion.DEMAND, **self.who)

    def _periods(self) -> None:
        for month in (9, 10):
            periods.close(Period(2026, month), CODE, **self.who)
        first = PeriodClosing.get(PeriodClosing.first_day == date(2026, 9, 1))
        periods.reopen(first.id, "an invoice came late", CODE, **self.who)

    def _merging(self) -> None:
        """Two fiches of one person; and two that were none, given back."""
        kept = self.counter.client("Fassi", "Rita")
        others = [self.counter.client("Fassi", "R.", city=city) for city in ("Rabat", "Salé")]
        for other in others:
            self.sell(other, (self.soap, 1_000))
            consents.record(other, Channel.SMS, Word.STOP, ConsentSource.SPOKEN, **self.who)
            versions = clients.get(kept).version, clients.get(other).version
            merging.merge(kept, other, {}, versions=versions, **self.who)
        merging.undo(others[0], **self.who)
        consents.record(kept, Channel.SMS, Word.STOP, ConsentSource.PHONE, **self.who)

    def _answers(self) -> None:
        incoming_texts.receive("+212600088888", "STOP", stop=True, by=By(INCOMING, "text 1"))
        incoming_texts.receive("+212600077777", "arretez svp", stop=False, by=By(INCOMING, "text 2"))
        incoming_texts.receive("+212600066666", "merci", stop=False, by=By(INCOMING, "text 3"))
        incoming_texts.decide(2, stop=True, **self.who)
        incoming_texts.decide(3, stop=False, **self.who)

    def _count(self, day: date) -> None:
        opening = Centimes(10_000)
        seen = {
            mode.account: mode.expected + (opening if mode.account == "cash" else ZERO)
            for mode in till.day(day).modes
        }
        first = till.day(day).of(next(iter(seen))).opening
        seen = {account: amount - (first if account == "cash" else ZERO) for account, amount in seen.items()}
        till.close(day, seen, opening=opening, seen=seen, **self.who)

    def _messages(self) -> None:
        self._answers()
        desk = self.desk
        desk.buy(200)
        second = sms_units.ask(50, "for the summer", **self.who)
        sms_units.cancel(second, **self.who)
        template = templates.create("Rappel", Goal.BALANCE_REMINDER, REMINDER, **self.who)
        version = templates.edit(template, "Rappel doux", REMINDER, version=1, **self.who)
        assert version == 2
        spare = templates.create("Promo", Goal.CUSTOM, "Crème solaire -20 %", **self.who)
        templates.retire(spare, version=1, **self.who)
        several = [desk.client(owes=1_000 + number) for number in range(6)]
        desk.says(several[0], True)
        desk.says(several[4], Word.NO_MARKETING)
        consents.stop("+212600099999", by=By(INCOMING, "incoming 1"))
        selections.save("Les fidèles", several[:3], **self.who)
        dropped = selections.save("Les autres", several[3:], **self.who)
        selections.rename(dropped, "Encore d'autres", version=1, **self.who)
        selections.drop(dropped, **self.who)
        desk.remind(*several, desk.client())
        claimed = [each.id for each in sending.claim("one", 5)]
        sending.accepted(claimed[0], "one", gateway="kannel", gateway_id="1")
        receipts.receive(claimed[0], ReceiptState.DELIVERED)
        sending.accepted(claimed[1], "one", gateway="kannel", gateway_id="2")
        sending.refused(claimed[2], "one", "no such number", temporary=False)
        sending.uncertain(claimed[3], "one", "connection reset")
        sending.refused(claimed[4], "one", "too busy", temporary=True)
        desk.says(several[5], False)
        single.send_again(claimed[2], **self.who)
        desk.tell_due(several[1], 1_001)
        single.send_test("0661234567", "Essai", **self.who)
        single.try_on(Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several[:3])), several[:1], **self.who)
        advertised = desk.advertise(several[0])
        campaigns.pause(advertised, **self.who)
        campaigns.resume(advertised, **self.who)
        campaigns.cancel(advertised, **self.who)


def vars_of(row: Any) -> dict[str, Any]:
    """The fields of a frozen row."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def open_debits(client: int) -> Any:
    from models.money.ledger import open_items

    return open_items.debits(client)


def guards_sell(client: int, lines: Any, paid: Any, day: date | None, who: dict[str, Any]) -> int:
    from models.trade.sales import verbs as sales

    return int(sales.sell(client, lines, paid=paid, day=day, **who).id)


def tie_of(client: int) -> tuple[int, int]:
    """A sale and a payment of this client that settle each other and may be taken apart."""
    from models.money.ledger.postings import Allocation, Operation
    from models.people.clients.aliases import about

    credit, debit = Operation.alias(), Operation.alias()
    row = (
        Allocation.select(Allocation.debit, Allocation.credit)
        .join(credit, on=Allocation.credit == credit.id)
        .switch(Allocation)
        .join(debit, on=Allocation.debit == debit.id)
        .where(about(Allocation.client, client), credit.kind == "payment", debit.kind << ("opening", "sale"))
        .where(credit.part_of.is_null(), Allocation.amount == 2_000)
        .tuples()
        .first()
    )
    return int(row[0]), int(row[1])


def operation_of(number: str) -> int:
    from models.money.ledger.postings import Operation

    return int(Operation.get(Operation.number == number).id)
