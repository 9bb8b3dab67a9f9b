"""The directory is off until somebody switches it on, and asked where they say."""

from dataclasses import replace

import pytest

from messaging.directory import choices
from messaging.directory.choices import FRENCH, DirectoryChoice, NotADirectoryUrl, NotPrivate
from models.pharmacy.choices import ChangedMeanwhile
from models.refusals import Refused, TooLong
from models.store import settings
from tests.asking import by_staff
from tests.messaging.conftest import Outbox


def choose(outbox: Outbox, new: DirectoryChoice, seen: DirectoryChoice | None = None) -> None:
    choices.choose(new, seen=seen or choices.choice(), by=by_staff(outbox.staff))


def test_it_is_off_and_the_french_one_until_somebody_chooses(outbox: Outbox) -> None:
    first = choices.choice()
    assert first == DirectoryChoice(asked=False, url=FRENCH)
    choose(outbox, replace(first, asked=True, url=" https://directory.example.org/v1 "))
    assert choices.choice() == DirectoryChoice(asked=True, url="https://directory.example.org/v1")
    choose(outbox, DirectoryChoice(asked=False, url=""))
    assert choices.choice() == first
    assert settings.get("directory.url") == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://directory.example.org", NotPrivate),
        ("directory", NotADirectoryUrl),
        (f"https://{'x' * 300}", TooLong),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused_and_nothing_kept(
    outbox: Outbox, url: str, why: type[Refused]
) -> None:
    with pytest.raises(why) as refused:
        choose(outbox, DirectoryChoice(asked=True, url=url))
    assert getattr(refused.value, "field", "") == "url"
    assert choices.choice() == DirectoryChoice()


def test_two_people_who_change_it_do_not_overwrite_one_another(outbox: Outbox) -> None:
    seen = choices.choice()
    choose(outbox, DirectoryChoice(asked=True, url="https://one.example.org"))
    with pytest.raises(ChangedMeanwhile):
        choose(outbox, DirectoryChoice(asked=True, url="https://two.example.org"), seen)
