"""What has to be known to make the same again: noted, and never overwritten."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models import doctor
from models.merging import verbs as merging
from models.people.clients import verbs as clients
from models.people.staff import authors
from models.people.technical_sheets import keeping, listing
from models.people.technical_sheets import verbs as sheets
from models.people.technical_sheets.keeping import NothingBelow, TermChanged, TermInUse, TermNameTaken
from models.people.technical_sheets.table import SheetEntry, SheetTerm
from models.people.technical_sheets.terms import offered_criteria, terms
from models.people.technical_sheets.verbs import NewEntry, NotAnAuthor, NothingNoted, TermNotOffered
from models.privacy import known, redaction
from models.refusals import Missing, TooLong
from models.requests.trail import Trail
from models.store import clock
from tests.asking import by_staff
from tests.models.conftest import Counter


class Words:
    """Coloration › Blond › Blond clair, and a theme of its own with one criterion."""

    def __init__(self, counter: Counter) -> None:
        self.who: dict[str, Any] = {"by": by_staff(counter.staff)}
        self.counter = counter
        self.colour = self.term(None, "Coloration")
        self.blond = self.term(self.colour, "Blond")
        self.light = self.term(self.blond, "Blond clair")
        self.perm = self.term(self.term(None, "Permanente"), "Durée")

    def by(self) -> dict[str, Any]:
        return {"by": by_staff(self.counter.staff)}

    def term(self, parent: int | None, name: str) -> int:
        return keeping.create(parent, name, **self.by())

    def note(self, client: int, criterion: int, value: str = "", answer: int | None = None) -> int:
        entry = NewEntry(self.counter.staff, criterion, answer, value)
        return sheets.write(client, entry, **self.by())


@pytest.fixture
def words(counter: Counter) -> Words:
    return Words(counter)


@pytest.fixture
def jeanne(counter: Counter) -> int:
    return counter.client()


def names(parent: int | None = None) -> list[str]:
    return [row.name for row in terms(parent)]


@pytest.mark.capability("ts-fill")
def test_the_newest_of_each_criterion_stands_first_and_nothing_is_overwritten(
    words: Words, jeanne: int
) -> None:
    with clock.stopped_at(datetime(2026, 11, 1, 10, tzinfo=UTC)):
        words.note(jeanne, words.blond, "30 ml", words.light)
    with clock.stopped_at(datetime(2026, 11, 2, 10, tzinfo=UTC)):
        words.note(jeanne, words.perm, "20 min")
    with clock.stopped_at(datetime(2026, 11, 3, 10, tzinfo=UTC)):
        words.note(jeanne, words.blond, "40 ml\net 10 ml de rouge")
    shown = [(row.theme, row.criterion, row.answer, row.value) for row in listing.newest(jeanne)]
    assert shown == [
        ("Coloration", "Blond", "", "40 ml\net 10 ml de rouge"),
        ("Permanente", "Durée", "", "20 min"),
    ]
    every = listing.of_criterion(jeanne, words.blond)
    assert [(row.at.day, row.answer, row.value) for row in every] == [
        (3, "", "40 ml\net 10 ml de rouge"),
        (1, "Blond clair", "30 ml"),
    ]
    assert int(listing.counting_of(jeanne).scalar()) == 2
    assert doctor.examine() == []


@pytest.mark.capability("ts-fill")
def test_what_cannot_be_noted_is_refused_beside_its_field(words: Words, jeanne: int) -> None:
    for refusal, field, asked in (
        (NothingNoted, "sheet_value", NewEntry(words.counter.staff, words.blond, None, "  ")),
        (TooLong, "sheet_value", NewEntry(words.counter.staff, words.blond, None, "x" * 2001)),
        (TermNotOffered, "criterion", NewEntry(words.counter.staff, words.colour, None, "a theme")),
        (TermNotOffered, "answer", NewEntry(words.counter.staff, words.perm, words.light)),
        (TermNotOffered, "answer", NewEntry(words.counter.staff, words.blond, words.blond)),
    ):
        with pytest.raises(refusal) as refused:
            sheets.write(jeanne, asked, **words.by())
        assert getattr(refused.value, "field", None) == field
    keeping.retire(words.colour, **words.by())
    with pytest.raises(TermNotOffered):
        words.note(jeanne, words.blond, "of a theme that is retired")
    assert [row.theme for row in offered_criteria()] == ["Permanente"]
    assert not SheetEntry.select().exists()


@pytest.mark.capability("seller-manage")
def test_only_an_active_author_is_named(words: Words, jeanne: int) -> None:
    assert [row.active for row in authors.members()] == [True]
    before = words.note(jeanne, words.blond, "40 ml")
    authors.let_write(words.counter.staff, False, **words.by())
    with pytest.raises(NotAnAuthor):
        words.note(jeanne, words.blond, "50 ml")
    assert [row.id for row in listing.newest(jeanne)] == [before], "what they wrote keeps their name"
    authors.let_write(words.counter.staff, True, **words.by())
    words.note(jeanne, words.blond, "50 ml")


@pytest.mark.capability("ts-setup")
def test_terms_are_arranged_renamed_and_found_to_be_in_use(words: Words, jeanne: int) -> None:
    words.term(words.colour, "Brun")
    assert names(words.colour) == ["Blond", "Brun"]
    keeping.move(terms(words.colour)[1].id, earlier=True, **words.by())
    keeping.move(terms(words.colour)[0].id, earlier=True, **words.by())
    assert names(words.colour) == ["Brun", "Blond"]
    words.note(jeanne, words.blond, "", words.light)
    keeping.rename(words.light, "Blond très clair", seen="Blond clair", **words.by())
    assert listing.newest(jeanne)[0].answer == "Blond très clair"
    assert [(row.theme, row.name) for row in offered_criteria()] == [
        ("Coloration", "Brun"),
        ("Coloration", "Blond"),
        ("Permanente", "Durée"),
    ]
    counts = {row.name: (row.below, row.entries) for row in terms()}
    assert counts == {"Coloration": (2, 1), "Permanente": (1, 0)}
    with pytest.raises(TermChanged):
        keeping.rename(words.light, "Platine", seen="Blond clair", **words.by())
    with pytest.raises(TermNameTaken):
        words.term(words.colour, "  BLOND ")
    with pytest.raises(Missing):
        words.term(None, " … ")
    with pytest.raises(NothingBelow):
        words.term(words.light, "deeper")


@pytest.mark.capability("ts-setup")
def test_only_what_nobody_used_is_deleted_with_all_below_it(words: Words, jeanne: int) -> None:
    words.note(jeanne, words.blond, "", words.light)
    for used in (words.colour, words.blond, words.light):
        with pytest.raises(TermInUse) as refused:
            keeping.remove(used, **words.by())
        assert refused.value.entries == 1
    theme = words.term(None, "Soins")
    words.term(words.term(theme, "Masque"), "Miel")
    keeping.remove(theme, **words.by())
    assert names() == ["Coloration", "Permanente"]
    assert SheetTerm.select().count() == 5
    kept = Trail.select().where(Trail.verb == keeping.REMOVES).get().details()["names"]
    assert kept == ["Soins", "Masque", "Miel"], "the trail says what was there"


def test_sheets_are_of_one_person_and_are_forgotten_with_them(words: Words, jeanne: int) -> None:
    other = words.counter.client("Martinez", "Jane")
    words.note(other, words.blond, "40 ml de Jane")
    versions = clients.get(jeanne).version, clients.get(other).version
    merging.merge(jeanne, other, {}, versions=versions, **words.by())
    assert [row.value for row in listing.newest(jeanne)] == ["40 ml de Jane"]
    assert "40 ml de Jane" in str(known.export(jeanne))
    redaction.redact(jeanne, **words.by())
    assert [row.value for row in SheetEntry.select()] == [""]
    assert doctor.examine() == []
