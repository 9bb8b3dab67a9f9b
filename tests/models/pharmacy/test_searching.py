"""The field in which the client list searches at first."""

import pytest

from models.people.staff.login import Member, engage
from models.pharmacy import searching
from models.pharmacy.choices import ChangedMeanwhile
from models.pharmacy.searching import NotSearchedIn
from models.store.search.by_field import SearchIn
from tests.asking import by_staff


def test_it_is_chosen_and_chosen_back(cashier: Member) -> None:
    assert searching.search_in() is SearchIn.NAME
    searching.choose(SearchIn.CODE, seen=SearchIn.NAME, by=by_staff(cashier.id))
    assert searching.search_in() is SearchIn.CODE
    searching.choose(SearchIn.NAME, seen=SearchIn.CODE, by=by_staff(cashier.id))
    assert searching.search_in() is SearchIn.NAME


def test_what_another_chose_meanwhile_is_not_overwritten(cashier: Member) -> None:
    other = engage("B. Idrissi", "4321")
    searching.choose(SearchIn.CODE, seen=SearchIn.NAME, by=by_staff(other.id))
    with pytest.raises(ChangedMeanwhile):
        searching.choose(SearchIn.PHONE, seen=SearchIn.NAME, by=by_staff(cashier.id))
    assert searching.search_in() is SearchIn.CODE


def test_what_is_no_field_is_refused(cashier: Member) -> None:
    with pytest.raises(NotSearchedIn):
        searching.choose("shoe", seen=SearchIn.NAME, by=by_staff(cashier.id))  # type: ignore[arg-type]
