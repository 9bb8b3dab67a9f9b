"""Paramètres, by the keys: what the pharmacy chooses for itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.widgets import Static

from models.money import modes
from models.money.ledger.accounts import PaymentMode
from models.people.staff import login as staff
from models.people.staff import security_code, senders
from models.people.staff import verbs as personnel
from models.pharmacy import features, prefixes
from models.pharmacy import identity as pharmacy
from models.pharmacy.features import Feature
from models.store import clock, numbering, settings
from models.store.numbering import Series
from models.trade.prices import exemption
from tests.asking import by_staff
from tests.codes import secured
from tests.tui.fiche.fiche_ledger import Ledger, open_fiche, screen_text, top
from tests.tui.hands import Hands, at_fiche
from tui.clients.listing import ClientDesk
from tui.entrance.login import LoginDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.settings.codes import CodesDialog
from tui.settings.counter import CounterDialog
from tui.settings.desk import SettingsDesk
from tui.settings.exemption import ExemptionDialog
from tui.settings.numbers import NumbersDialog
from tui.settings.personnel import PersonnelDesk
from tui.settings.pharmacy import PharmacyDialog
from tui.settings.sections import SECTIONS, in_use
from tui.shell.app import OfficineApp

NAMES = [section.key for section in SECTIONS if section.country is None]


class Manager(Hands):
    """Hands on the keyboard, with the settings open."""

    async def edit(self, section: str) -> None:
        """From the first section to that one, and in."""
        await self.choose(section)
        await self.press("enter")

    async def choose(self, section: str) -> None:
        """From the first section to that one."""
        shown = [each.key for each in in_use()]
        await self.press("home", *["down"] * shown.index(section))

    async def type_over(self, **texts: str) -> None:
        """Puts each text in the place of what its field holds."""
        for name, text in texts.items():
            self.form.go_to(name)
            await self.press("home", "ctrl+k", *text)

    @property
    def form(self) -> Form:
        return self.app.screen.query_one(Form)

    @property
    def seen(self) -> str:
        return screen_text(self.app)

    @property
    def said(self) -> str:
        """What the dialog says, or the right-hand side of the desk, across the ends of lines."""
        right = (line.split("│")[1] if "│" in line else line for line in self.seen.splitlines())
        return " ".join(" ".join(right).split())


@asynccontextmanager
async def managing(session: Session) -> AsyncIterator[Manager]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        manager = Manager(pilot, app)
        await manager.press("ctrl+r")
        top(app, SettingsDesk)
        yield manager


@pytest.fixture
def colleague(session: Session) -> staff.Member:
    """B. Idrissi, whose code is 4321."""
    return personnel.engage("B. Idrissi", "4321", security=secured(), by=by_staff(session.staff))


async def test_each_section_shows_how_it_stands_and_enter_opens_it(session: Session) -> None:
    shown = {
        "pharmacy": "12, rue des Orangers",
        "features": "yes · Medicines",
        "tab_keys": "Payments",
        "programmable_keys": "y 6",
        "counter": "Cheque",
        "numbers": "V-2026-00001",
        "periods": "no period is",
        "security": "not chosen yet",
        "catalogue": "Products",
        "lists": "Couriers",
        "organisms": "CNOPS",
        "personnel": "S. Amrani",
        "templates": "Templates",
        "credits": "Left",
        "gateway": "Notebook (to try out)",
        "sending": "from 09:00 to 20:00",
        "required_fields": "Ready-made set",
        "searching": "Search in",
        "cards": "Code 128",
        "directory": "Look up",
        "mentions": "To professionals",
        "exemption": "To exempt clients",
        "tariffs": "Price lists",
        "client_categories": "Categories",
        "reminders": "never by itself",
        "animal_kinds": "Species and breeds",
        "custom_fields": "Product",
        "technical_sheets": "Themes",
        "sheet_authors": "S. Amrani",
    }
    features.choose(frozenset(Feature), seen=features.in_use(), by=by_staff(session.staff))
    async with managing(session) as manager:
        for section in NAMES:
            if section == "gateway":
                secured()  # without the code it is not opened
            await manager.press("home", *["down"] * NAMES.index(section))
            assert shown[section] in manager.seen
            await manager.press("enter")
            assert not isinstance(manager.app.screen, SettingsDesk), section
            await manager.press("escape")
            top(manager.app, SettingsDesk)
        await manager.press("escape")
        top(manager.app, ClientDesk)


async def test_the_new_name_stands_at_the_head_of_the_screens(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("pharmacy")
        await manager.type_over(name="Pharmacie [Al] Manar", ice="1")
        assert "to be checked" in manager.seen
        await manager.press("ctrl+s")
        assert "Pharmacie [Al] Manar" in manager.seen
        await manager.press("escape")
        assert "Pharmacie [Al] Manar" in str(manager.app.screen.query_one(".who", Static).render())
    assert settings.pharmacy() == replace(settings.pharmacy(), name="Pharmacie [Al] Manar", ice="1")


async def test_a_pharmacy_without_a_name_is_refused_beside_the_field(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("pharmacy")
        await manager.type_over(name="", city="Salé")
        await manager.press("ctrl+s")
        top(manager.app, PharmacyDialog)
        assert "may not be empty" in manager.seen
        assert (manager.form.at, manager.form.value("city")) == ("name", "Salé")
    assert settings.pharmacy().city == "Rabat"


async def test_what_another_changed_meanwhile_is_told_and_nothing_typed_is_lost(
    session: Session, colleague: staff.Member
) -> None:
    async with managing(session) as manager:
        await manager.edit("pharmacy")
        await manager.type_over(city="Salé", tax_number="123")
        seen = settings.pharmacy()
        theirs = replace(seen, city="Kénitra", phone="+212537701234")
        pharmacy.change(theirs, seen=seen, by=by_staff(colleague.id))
        await manager.press("ctrl+s")
        top(manager.app, PharmacyDialog)
        assert "B. Idrissi has changed this meanwhile" in manager.said
        assert "now: Kénitra" in manager.seen
        assert settings.pharmacy() == theirs
        assert manager.form.at == "city"
        assert manager.form.value("phone") == "+212537701234"
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
    assert settings.pharmacy() == replace(theirs, city="Salé", tax_number="123")


async def test_a_text_on_papers_that_two_write_at_once_is_told_beside_its_field(
    session: Session, colleague: staff.Member
) -> None:
    used = features.in_use()
    features.choose(used | {Feature.PROFESSIONALS}, seen=used, by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.edit("exemption")
        await manager.type_over(mentions="Exonéré (art. 92)")
        exemption.choose("Exonéré", seen="", by=by_staff(colleague.id))
        await manager.press("ctrl+s")
        top(manager.app, ExemptionDialog)
        assert "B. Idrissi has changed this meanwhile" in manager.said
        assert "now: Exonéré" in manager.seen
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
    assert exemption.own() == "Exonéré (art. 92)"


async def test_the_settings_ask_for_the_numbers_of_the_country(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("pharmacy")
        lines = manager.form._lines
        assert (lines["professional_number"].display, lines["finess"].display) == (True, False)
        await manager.type_over(ice="001561191000066", time_zone="Europe/Paris")
        assert (lines["professional_number"].display, lines["finess"].display) == (False, True)
        assert lines["ice"].display, "what is filled in is printed, and so it is shown"
        await manager.type_over(siret="732 829 320 00074", postal_code="69003")
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
        assert "73282932000074" in manager.seen
        shop = settings.pharmacy()
        assert (shop.siret, shop.ice) == ("73282932000074", "001561191000066"), "what was typed before stays"
        await manager.edit("pharmacy")
        await manager.type_over(ice="")
        await manager.press("ctrl+s")
        clock.use_zone("")
    assert settings.pharmacy() == replace(shop, ice="")


async def test_a_mode_that_is_no_longer_offered_leaves_the_payment_dialog(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with managing(session) as manager:
        await manager.edit("counter")
        for mode in ("cash", "card", "cheque", "transfer"):
            manager.form.go_to(mode)
            await manager.press("space")
        await manager.press("ctrl+s")
        top(manager.app, CounterDialog)
        assert "At least one way to pay" in manager.said
        manager.form.go_to("card")
        await manager.press("space")
        await manager.type_over(default_ceiling="2500")
        await manager.press("ctrl+s", "escape")
        assert modes.offered() == (PaymentMode.CARD,)
        assert settings.default_ceiling() == 250_000
        await open_fiche(manager.pilot, client)
        await manager.press("p")
        assert manager.form.value("mode") is PaymentMode.CARD
        assert "Cash" not in str(manager.form.query_one("ChoiceEntry").render())


async def test_a_prefix_of_other_documents_is_refused_beside_its_field(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("numbers")
        manager.form.go_to(Series.SALE)
        await manager.press(*"fac")
        assert "FAC-2026-00001" in manager.seen
        manager.form.go_to(Series.PAYMENT)
        await manager.press("v", "ctrl+s")
        top(manager.app, NumbersDialog)
        assert manager.form.at == Series.PAYMENT
        assert "V belongs to other documents" in manager.said
        manager.form.go_to(Series.PAYMENT)
        await manager.press("r", "1", "ctrl+s")
        assert "one to four letters" in manager.said
        await manager.press("backspace", *"eg", "ctrl+s")
        top(manager.app, SettingsDesk)
        assert "FAC-2026-00001" in manager.seen
    now = numbering.prefixes()
    assert (now[Series.SALE], now[Series.PAYMENT]) == ("FAC", "REG")


async def test_a_prefix_that_another_chose_meanwhile_stands_beside_ones_own(
    session: Session, colleague: staff.Member
) -> None:
    async with managing(session) as manager:
        await manager.edit("numbers")
        manager.form.go_to(Series.SALE)
        await manager.press(*"fac")
        now = numbering.prefixes()
        prefixes.change(now | {Series.SALE: "VEN"}, seen=now, by=by_staff(colleague.id))
        await manager.press("ctrl+s")
        top(manager.app, NumbersDialog)
        assert "B. Idrissi has changed this meanwhile" in manager.said
        assert "now: VEN" in manager.seen
        await manager.press("ctrl+s")
        top(manager.app, SettingsDesk)
    assert numbering.prefixes()[Series.SALE] == "FAC"


async def test_the_security_code_is_chosen_then_changed_by_who_knows_it(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("security")
        await manager.press(*"7531", "enter", *"7532", "enter")
        assert "The two codes differ" in manager.said
        await manager.press(*"7531", "enter")
        assert "The security code is changed" in manager.seen
        assert "7531" not in manager.seen
        await manager.edit("security")
        await manager.press(*"0000", "enter", *"8642", "enter", *"8642", "enter")
        top(manager.app, CodesDialog)
        assert "not the security code" in manager.said
        await manager.press(*"7531", "enter", *"8642", "enter", *"8642", "enter")
        top(manager.app, SettingsDesk)
    security_code.check("8642")


async def test_somebody_is_engaged_and_the_name_is_not_typed_twice(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("personnel")
        await manager.press("f2")
        assert "No security code is chosen yet" in manager.seen
        code = secured()
        await manager.press("f2", *"0000", "enter", *"s amrani", "enter", *"4321", "enter", *"4321", "enter")
        assert "already works here" in manager.seen
        await manager.type_over(security_code="0000", name="B. Idrissi", code="4321", again="4321")
        await manager.press("enter")
        assert "not the security code" in manager.seen
        await manager.type_over(security_code=code, name="B. Idrissi", code="4321", again="4321")
        await manager.press("enter")
        top(manager.app, PersonnelDesk)
        assert "B. Idrissi can log in." in manager.seen
    assert staff.log_in("B. Idrissi", "4321").name == "B. Idrissi"


async def test_the_last_one_cannot_leave_and_who_leaves_is_logged_out(
    session: Session, colleague: staff.Member
) -> None:
    async with managing(session) as manager:
        await manager.edit("personnel")
        await manager.press("home", "delete", *"0000", "enter")
        assert "not the security code" in manager.said
        await manager.press(*"7531", "enter")
        assert "left" in manager.seen
        await manager.press("home", "delete", *"7531", "enter")
        assert "is the last one who works here" in manager.said
        await manager.press("escape")
        personnel.engage("K. Bennani", "1111", security=secured(), by=by_staff(session.staff))
        await manager.press("f5", "end", "up", "delete", *"7531", "enter")
        top(manager.app, LoginDesk)
    assert [member.name for member in staff.members()] == ["K. Bennani"]


async def test_who_forgot_their_code_gets_one_with_the_security_code(
    session: Session, colleague: staff.Member
) -> None:
    async with managing(session) as manager:
        await manager.edit("personnel")
        await manager.press("home", "enter", *"7531", "enter", *"9999", "enter", *"9999", "enter")
        assert "B. Idrissi has a new code." in manager.seen
    assert staff.log_in("B. Idrissi", "9999") == colleague


async def test_the_right_to_send_is_given_and_taken_with_the_security_code(
    session: Session, colleague: staff.Member
) -> None:
    """sms-rights"""
    async with managing(session) as manager:
        await manager.edit("personnel")
        settings.put(security_code.HASH, "")
        await manager.press("home", "m")
        assert "No security code is chosen yet" in manager.seen
        secured()
        await manager.press("home", "m", *"0000", "enter")
        assert "not the security code" in manager.seen
        assert not senders.may_send(colleague.id)
        await manager.press(*"7531", "enter")
        assert "B. Idrissi may send SMS." in manager.seen
        assert senders.may_send(colleague.id)
        await manager.press("f4", *"7531", "enter")
        assert "no" in manager.line("B. Idrissi  ")
    assert not senders.may_send(colleague.id)


async def test_an_example_pharmacy_shows_its_security_code_until_it_is_changed(session: Session) -> None:
    settings.put("demonstration", "1234")
    settings.put(security_code.SHOWN, "0000")
    for shown in (True, False):
        app = OfficineApp()
        async with app.run_test(size=(80, 24)):
            assert ("The security code is 0000." in screen_text(app)) is shown
        if shown:
            security_code.choose("7531", current="", by=by_staff(session.staff))


async def test_a_longer_prefix_is_read_whole_in_the_lists(session: Session) -> None:
    seen, ledger = numbering.prefixes(), Ledger(session)
    client = ledger.client()
    prefixes.change(seen | {Series.SALE: "FACT"}, seen=seen, by=by_staff(session.staff))
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.pilot.pause()
        assert "FACT-2026-00001" in screen_text(hands.app)
