"""A company on the editor: its terms, legal numbers and bank; and the directory beside it."""

import socket
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from messaging.directory import choices
from messaging.directory.choices import DirectoryChoice
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.values import PaymentMode
from tests.asking import by_staff
from tests.directory import ATLAS, ATLAS_DEPOT, ATLAS_SHOP, CLOSED, Directory, directory
from tests.tui.clients.test_editor import editing, fault, rows, told, until
from tests.tui.fiche.fiche_ledger import screen_text, to_tab
from tests.tui.hands import at_fiche, come_to
from tests.tui.hands import until as until_true
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.clients.sections.bar import SectionBar
from tui.fiche import information
from tui.frame.session import Session

RIB = "011519000001205000534921"


@pytest.fixture
def professionals(session: Session) -> None:
    features.choose(
        frozenset({Feature.PROFESSIONALS, Feature.DELIVERY}),
        seen=features.in_use(),
        by=by_staff(session.staff),
    )


@pytest.fixture
def here(session: Session, professionals: None) -> Iterator[Directory]:
    """A directory on this machine that is switched on."""
    with directory() as running:
        switch_on(session, running.url)
        yield running


def switch_on(session: Session, url: str) -> None:
    choices.choose(DirectoryChoice(True, url), seen=choices.choice(), by=by_staff(session.staff))


def only(**wanted: str) -> ClientFields:
    (row,) = rows(**wanted)
    return clients.fields_of(row)


@pytest.mark.capability(
    "fiche-pro",
    "fiche-pay-terms",
    "fiche-ship-terms",
    "fiche-pay-mode",
    "fiche-rep",
    "fiche-courier",
    "fiche-acct-code",
    "fiche-acct-anon",
    "fiche-vat-exempt",
    "fiche-alcohol-exempt",
    "fiche-ht",
    "fiche-no-degressive",
)
async def test_how_a_professional_is_billed_is_chosen_and_kept(session: Session, professionals: None) -> None:
    made = {
        kind: references.create(kind, ReferenceFields(name, **rule), by=by_staff(session.staff))  # type: ignore[arg-type]
        for kind, name, rule in (
            (ReferenceKind.PAYMENT_TERMS, "30 jours", {"days": 30}),
            (ReferenceKind.SHIPPING_TERMS, "Franco", {}),
            (ReferenceKind.REPRESENTATIVE, "Salma", {}),
            (ReferenceKind.COURIER, "Driss", {}),
        )
    }
    ticks = ("professional", "tax_exclusive", "vat_exempt", "alcohol_tax_exempt", "no_price_breaks")
    async with editing(session) as (_app, desk, pilot):
        await pilot.press(*"Clinique")
        for name in (*ticks, "anonymous_account"):
            desk.form.go_to(name)
            await pilot.pause()
            await pilot.press("x")
        typed = {
            "account_code": "C4417",
            "payment_mode": "tr",
            "payment_terms": "30",
            "shipping_terms": "fr",
            "representative": "sa",
            "courier": "dr",
        }
        for name, letters in typed.items():
            desk.form.go_to(name)
            await pilot.press(*letters)
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    kept = only(last_name="Clinique")
    assert all(getattr(kept, name) for name in (*ticks, "anonymous_account"))
    assert (kept.account_code, kept.payment_mode) == ("C4417", PaymentMode.TRANSFER)
    assert (kept.payment_terms, kept.shipping_terms, kept.representative, kept.courier) == tuple(
        made.values()
    )


@pytest.mark.capability("co-ids")
async def test_numbers_are_checked_where_they_are_typed_and_kept_in_one_spelling(
    session: Session, professionals: None
) -> None:
    async with editing(session) as (app, desk, pilot):
        await pilot.press(*"Atlas")
        desk.form.go_to("professional")
        await pilot.pause()
        await pilot.press("x")
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*"732829321", "enter")
        assert "732829321" in fault(desk, "siren")
        await pilot.press("up", "home", "ctrl+k", *"732829320", "enter", *"30326504500013", "enter", "f9")
        await pilot.pause()
        assert "303265045" in fault(desk, "siret"), "of another company"
        await pilot.press("home", "ctrl+k", *ATLAS_SHOP, "enter", *"4773z", "enter")
        assert "732 829 320 00074" in screen_text(app)
        desk.form.go_to("ice")
        await pilot.press(*"001526374000085")
        assert desk.form.aside_of("ice") == "to be checked"
        desk.form.go_to("rib")
        await pilot.pause()
        await pilot.press(*RIB[:-1], "2", "enter")
        assert RIB[:-1] in fault(desk, "rib")
        await pilot.press("up", "home", "ctrl+k", *RIB, "enter", *f"MA64{RIB}", "f9")
        await until(pilot, ClientDesk)
    kept = only(last_name="Atlas")
    assert (kept.siren, kept.siret, kept.naf) == (ATLAS, ATLAS_SHOP, "47.73Z")
    assert (kept.ice, kept.rib, kept.iban) == ("001526374000085", RIB, f"MA64{RIB}")


async def test_the_company_shows_for_a_professional_only_and_nothing_is_lost_by_hiding_it(
    session: Session, professionals: None
) -> None:
    made = clients.create(
        ClientFields(last_name="Atlas", professional=True, siren=ATLAS, rib=RIB), by=by_staff(session.staff)
    )

    def sections(desk: object) -> list[str]:
        return [state.section.key for state in app.screen.query_one(SectionBar)._states]

    async with editing(session, made.id) as (app, desk, pilot):
        assert "company" in sections(desk)
        desk.form.go_to("professional")
        await pilot.pause()
        await pilot.press("x")
        assert "company" not in sections(desk)
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    assert (only().professional, only().siren) == (False, ATLAS)
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(session.staff))
    async with editing(session, made.id) as (app, desk, pilot):
        assert not {"company", "bank", "terms", "delivery"} & {*sections(desk)}
        assert "SIREN" not in screen_text(app)
        await pilot.press(*"Atlas 2", "f9")
        await until(pilot, ClientDesk)
    assert (only().siren, only().rib) == (ATLAS, RIB)


@pytest.mark.capability("co-lookup")
async def test_a_siren_fills_a_new_fiche_in_and_never_what_was_typed(
    session: Session, here: Directory
) -> None:
    async with editing(session) as (app, desk, pilot):
        desk.form.go_to("city")
        await pilot.press(*"Villeurbanne")
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS)
        await until_true(pilot, lambda: "PHARMACIE DE L'ATLAS" in told(app))
        desk.form.go_to("siret")
        await pilot.press("home", "ctrl+k", *ATLAS_DEPOT)
        await until_true(pilot, lambda: desk.form.value("address") == "8 QUAI PERRACHE")
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    kept = only(city="Villeurbanne")
    assert here.numbers == [ATLAS, ATLAS_DEPOT]
    assert (kept.last_name, kept.address, kept.postal_code) == (
        "PHARMACIE DE L'ATLAS",
        "8 QUAI PERRACHE",
        "69002",
    )
    assert (kept.siren, kept.siret, kept.naf) == (ATLAS, ATLAS_DEPOT, "47.73Z")
    assert kept.vat_number == "FR44732829320"
    assert kept.country == "", "the town was typed, and may be anywhere"


async def test_on_a_fiche_that_exists_it_only_says_who_bears_the_number(
    session: Session, here: Directory
) -> None:
    made = clients.create(ClientFields(last_name="Atlas", professional=True), by=by_staff(session.staff))
    before = clients.fields_of(clients.get(made.id))
    async with editing(session, made.id) as (app, desk, pilot):
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*CLOSED)
        await until_true(pilot, lambda: "ANCIENNE MAISON" in told(app))
        assert "ceased" in told(app)
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    after = asdict(clients.fields_of(clients.get(made.id)))
    assert after == asdict(before) | {"siren": CLOSED}
    async with editing(session, made.id) as (_app, desk, pilot):
        desk.form.go_to("siren")
        await pilot.press("end", "backspace", CLOSED[-1])
        assert here.numbers == [CLOSED], "what was kept before is not asked again"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": 429}, "too often"),
        ({"body": b"<html>"}, "nothing usable"),
        ({"body": b'{"results": [' + b" " * 1_000_000 + b"]}"}, "nothing usable"),
        ({"body": b'{"results": []}'}, "lists no"),
        ({"late": 30.0}, "does not answer"),
    ],
)
async def test_whatever_goes_wrong_is_one_sentence_and_what_was_typed_is_saved(
    session: Session, here: Directory, change: dict[str, object], said: str
) -> None:
    for name, value in change.items():
        setattr(here, name, value)
    async with editing(session) as (app, desk, pilot):
        await pilot.press(*"Atlas")
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS)
        await until_true(pilot, lambda: said in told(app))
        assert desk.form.aside_of("siren") == "not looked up"
        await pilot.press("f9")
        await until(pilot, ClientDesk)
    assert only(last_name="Atlas") == ClientFields(
        last_name="Atlas", siren=ATLAS, code=Client.get(last_name="Atlas").code
    )


async def test_nobody_waits_for_it_and_an_answer_that_comes_later_is_dropped(
    session: Session, here: Directory
) -> None:
    here.late = 30
    async with editing(session) as (_app, desk, pilot):
        await pilot.press(*"Atlas")
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS)
        assert desk.form.aside_of("siren") == "asking the directory…"
        await pilot.press("backspace")
        assert desk.form.aside_of("siren") == ""
        await pilot.press(ATLAS[-1], "f9")
        await until(pilot, ClientDesk)
        here.ended.set()
        await pilot.pause()
    assert only(last_name="Atlas").address == ""


async def test_a_name_server_that_never_answers_is_not_waited_for_either(
    session: Session, here: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unanswered(*asked: object, **more: object) -> list[object]:
        here.ended.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", unanswered)
    async with editing(session) as (app, desk, pilot):
        await pilot.press(*"Atlas")
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS)
        await until_true(pilot, lambda: "does not answer" in told(app))
        await pilot.press("f9")
        await until(pilot, ClientDesk)
        here.ended.set()
    assert only(last_name="Atlas").siren == ATLAS


async def test_who_goes_on_typing_gets_the_answer_all_the_same(session: Session, here: Directory) -> None:
    here.late = 30
    async with editing(session) as (_app, desk, pilot):
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS, "enter", "7", "3", "backspace", "backspace")
        here.ended.set()  # It answers.
        await until_true(pilot, lambda: desk.form.value("siret") == ATLAS_SHOP)
        assert desk.form.aside_of("siren") == "in the directory"
        await pilot.press("backspace")
        assert desk.form.aside_of("siren") == "in the directory"
        desk.form.go_to("siren")
        await pilot.press("backspace")
        assert desk.form.aside_of("siren") == ""
        assert here.numbers == [ATLAS]


async def test_while_it_is_off_nothing_is_asked(session: Session, here: Directory) -> None:
    now = choices.choice()
    choices.choose(DirectoryChoice(False, now.url), seen=now, by=by_staff(session.staff))
    async with editing(session) as (_app, desk, pilot):
        desk.form.go_to("siren")
        await pilot.pause()
        await pilot.press(*ATLAS)
        assert desk.form.aside_of("siren") == ""
    assert here.asked == []


@pytest.mark.capability("bank-details")
async def test_the_fiche_shows_the_numbers_and_only_the_end_of_the_bank_account(
    session: Session, professionals: None
) -> None:
    values = ClientFields(last_name="Atlas", professional=True, siren=ATLAS, rib=RIB, iban=f"MA64{RIB}")
    made = clients.create(values, by=by_staff(session.staff))
    async with at_fiche(session, made.id, size=(120, 60)) as hands:
        await to_tab(hands.pilot, information.TAB)
        text = screen_text(hands.app)
        assert "732 829 320" in text
        assert "**** 4921" in text
        assert RIB[:6] not in text.replace(" ", "")
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(session.staff))
    async with at_fiche(session, made.id, size=(120, 60)) as hands:
        await to_tab(hands.pilot, information.TAB)
        assert "SIREN" not in screen_text(hands.app)


@pytest.mark.capability("credit-encours")
@pytest.mark.parametrize("word", ["credit ceiling", "outstanding"])
async def test_the_ceiling_is_found_by_either_of_its_names(session: Session, word: str) -> None:
    made = clients.create(ClientFields(last_name="Atlas"), by=by_staff(session.staff))
    async with at_fiche(session, made.id) as hands:
        await hands.press("ctrl+p", *word, "enter")
        desk = await come_to(hands.pilot, EditorDesk)
        await until_true(hands.pilot, lambda: desk.form.at == "ceiling")
        await hands.press(*"500", "f9")
    assert clients.get(made.id).ceiling == 50_000
