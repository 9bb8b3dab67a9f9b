"""The client list: what is typed, what is shown, where the keys go."""

from tui.app import OfficineApp
from tui.clients.listing import ClientDesk
from tui.session import Session


def names(desk: ClientDesk) -> list[str]:
    return [row.last_name for row in desk.rows.window]


async def test_it_opens_on_every_active_client_with_the_search_focused(
    session: Session, clients: list[int]
) -> None:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = app.screen
        assert isinstance(desk, ClientDesk)
        assert names(desk) == ["Alaoui", "Bennani", "Martin", "Martinez", "محمد"]
        await pilot.press("m", "a", "r")
        await pilot.pause()
        assert names(desk) == ["Martin", "Martinez"]
