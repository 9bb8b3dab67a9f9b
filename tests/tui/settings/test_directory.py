"""The company directory in the settings: off until it is switched on, and only for who has professionals."""

import pytest

from messaging.directory import choices
from messaging.directory.choices import DirectoryChoice
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.tui.hands import come_to
from tests.tui.settings.test_settings import managing
from tui.frame.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.directory import DirectoryDialog


@pytest.fixture
def professionals(session: Session) -> None:
    features.choose(frozenset({Feature.PROFESSIONALS}), seen=features.in_use(), by=by_staff(session.staff))


async def test_it_is_nowhere_in_a_pharmacy_without_professionals(session: Session) -> None:
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(session.staff))
    async with managing(session) as manager:
        assert "Company directory" not in manager.seen


async def test_it_is_switched_on_with_an_address_that_can_be_asked(
    session: Session, professionals: None
) -> None:
    async with managing(session) as manager:
        await manager.press("end")
        assert "Company directory" in manager.seen
        await manager.press("enter")
        await come_to(manager.pilot, DirectoryDialog)
        await manager.press("space")
        await manager.type_over(url="http://directory.example.org")
        await manager.press("enter")
        await come_to(manager.pilot, DirectoryDialog)
        assert "Only https:// is asked" in manager.said
        assert choices.choice() == DirectoryChoice()
        await manager.type_over(url="https://directory.example.org")
        await manager.press("enter")
        await come_to(manager.pilot, SettingsDesk)
    assert choices.choice() == DirectoryChoice(True, "https://directory.example.org")
