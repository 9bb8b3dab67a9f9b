"""Factur-X is chosen in the settings of a pharmacy in France; what an invoice lacks stands in its dialog."""

from collections.abc import Iterator

import pytest
from textual.widgets import Static

from models.money.ledger import history
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock, settings
from models.trade.invoices import factur_x
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.pharmacy.test_parties import FRENCH
from tests.tui.settings.test_settings import managing
from tui.frame.session import Session
from tui.invoices.billing import BillDialog
from tui.settings.sections import in_use


@pytest.fixture(autouse=True)
def back_home() -> Iterator[None]:
    yield
    clock.use_zone("")


async def test_a_pharmacy_in_france_chooses_it_and_reads_what_an_invoice_lacks(session: Session) -> None:
    assert "factur_x" not in [section.key for section in in_use()], "a pharmacy in Morocco"
    settings.keep_pharmacy(FRENCH)
    settings.take_time_zone()
    used = features.in_use()
    features.choose(used | {Feature.PROFESSIONALS}, seen=used, by=by_staff(session.staff))
    counter = Counter(session.staff)
    sale = counter.sell(
        counter.client("Garage", professional=True, postal_code="75002", city="Paris"), 900
    ).id
    async with managing(session) as manager:
        await manager.press("end", "enter", "space", "ctrl+s")
        assert factur_x.in_use()
        await manager.app.push_screen(BillDialog(history.one(sale)))
        await manager.press()
        said = [str(each.render()) for each in manager.app.screen.query(".sentence").results(Static)]
        assert "Without Factur-X: it lacks the client's SIREN. The ordinary paper can be issued." in said
