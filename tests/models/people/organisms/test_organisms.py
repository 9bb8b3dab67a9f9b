"""Organisms as the pharmacy keeps them: dates, successors, and those that may no longer be chosen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.doctor import examine
from models.people.organisms import listing
from models.people.organisms import verbs as organisms
from models.people.organisms.listing import OrganismNotOffered
from models.people.organisms.verbs import (
    EndsBeforeItBegins,
    FollowsItself,
    NoSuchOrganism,
    OrganismChanged,
    OrganismFields,
    OrganismNameTaken,
    RetiredOrganismNameTaken,
)
from models.refusals import Missing
from models.store import clock
from tests.asking import by_staff
from tests.models.conftest import Counter


def add(counter: Counter, name: str, **values: object) -> int:
    return organisms.create(OrganismFields(name, **values), by=by_staff(counter.staff))  # type: ignore[arg-type]


def change(counter: Counter, organism: int, **values: object) -> None:
    seen = organisms.fields_of(organism)
    organisms.edit(organism, replace(seen, **values), seen=seen, by=by_staff(counter.staff))  # type: ignore[arg-type]


def known(name: str) -> int:
    return next(row.id for row in listing.organisms() if row.name == name)


def offered() -> list[str]:
    return [row.name for row in listing.offered()]


def test_an_organism_is_added_to_those_of_a_new_pharmacy(counter: Counter) -> None:
    before = offered()
    add(counter, " Mutuelle de l’Éducation ")
    assert sorted([*before, "Mutuelle de l’Éducation"]) == sorted(offered())
    for same in ("mutuelle de l'education", "Cnss.", "cnss"):
        with pytest.raises(OrganismNameTaken):
            add(counter, same)
    with pytest.raises(Missing):
        add(counter, " – ")
    assert not examine()


def test_between_its_dates_only_an_organism_is_offered(counter: Counter) -> None:
    today = clock.today()
    day = timedelta(days=1)
    mine = add(counter, "Mine", valid_from=today, valid_until=today)
    assert "Mine" in offered()
    for begins, ends in ((today + day, None), (None, today - day)):
        change(counter, mine, valid_from=begins, valid_until=ends)
        assert "Mine" not in offered()
    with pytest.raises(EndsBeforeItBegins):
        change(counter, mine, valid_from=today, valid_until=today - day)


def test_a_retired_organism_stays_where_it_was_chosen(counter: Counter) -> None:
    saham = known("Saham")
    organisms.retire(saham, seen=organisms.fields_of(saham), by=by_staff(counter.staff))
    assert "Saham" not in offered()
    listing.check_choice(saham, before=saham)
    with pytest.raises(OrganismNotOffered):
        listing.check_choice(saham)
    with pytest.raises(OrganismNotOffered):
        listing.check_choice(999)
    with pytest.raises(RetiredOrganismNameTaken):
        add(counter, "saham")
    organisms.put_back(saham, seen=organisms.fields_of(saham), by=by_staff(counter.staff))
    listing.check_choice(saham)


def test_successors_never_lead_back(counter: Counter) -> None:
    """CNOPS becomes CNSS, which becomes one more; none of them goes on as CNOPS again."""
    cnops, cnss, new = known("CNOPS"), known("CNSS"), add(counter, "Caisse unique")
    change(counter, cnops, successor=cnss, valid_until=date(2025, 12, 31))
    change(counter, cnss, successor=new)
    for one, wrong in ((new, cnops), (new, cnss), (cnss, cnops), (cnops, cnops)):
        with pytest.raises(FollowsItself):
            change(counter, one, successor=wrong)
    with pytest.raises(NoSuchOrganism):
        change(counter, new, successor=999)
    rows = {row.name: row.successor for row in listing.organisms() if row.successor}
    assert rows == {"CNOPS": "CNSS", "CNSS": "Caisse unique"}
    assert not examine()


def test_two_people_do_not_overwrite_one_another(counter: Counter) -> None:
    far = known("FAR")
    seen = organisms.fields_of(far)
    change(counter, far, name="Forces armées")
    for ask in (
        lambda: organisms.edit(far, replace(seen, name="F."), seen=seen, by=by_staff(counter.staff)),
        lambda: organisms.retire(far, seen=seen, by=by_staff(counter.staff)),
    ):
        with pytest.raises(OrganismChanged):
            ask()
    assert organisms.fields_of(far).name == "Forces armées"
