"""What clients answered, at the desk: listed, read, and STOP noted by a person."""

from models.outbox import incoming_texts
from models.outbox.channels.channel import Channel
from models.outbox.consents.table import ConsentState
from models.outbox.consents.verbs import state_of
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab
from tests.tui.hands import Hands, at_fiche, come_to
from tui.communications.history.listing import CommunicationsDesk
from tui.communications.history.replies import RepliesDesk
from tui.fiche.messages import pane as communication
from tui.frame.screens import new_screen
from tui.frame.session import Session
from tui.shell.app import OfficineApp

NUMBER = "+212661234577"


async def test_stop_in_other_words_waits_in_communications_and_is_noted_there(session: Session) -> None:
    client = Ledger(session).client(mobile=NUMBER)
    incoming_texts.receive(NUMBER, "arretez [red]svp[/]", stop=False, by=By(INCOMING, new_key()))
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(new_screen("communications"))
        await come_to(pilot, CommunicationsDesk)
        await pilot.pause()
        assert "1 reply to read" in screen_text(app)
        hands = Hands(pilot, app)
        await hands.press("r")
        await come_to(pilot, RepliesDesk)
        assert "arretez [red]svp[/]" in screen_text(app)
        await hands.press("enter", "enter")  # who only looks decides nothing
        assert state_of(client, Channel.SMS) is ConsentState.SILENT
        await hands.press("enter", "down", "down", "enter")
        assert state_of(client, Channel.SMS) is ConsentState.STOPPED
        assert "STOP noted" in screen_text(app)


async def test_the_fiche_says_what_its_client_answered(session: Session) -> None:
    client = Ledger(session).client(mobile=NUMBER)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, communication.TAB, "r")
        assert "Nothing came from this client" in screen_text(hands.app)
        incoming_texts.receive(NUMBER, "ne plus m'envoyer", stop=False, by=By(INCOMING, new_key()))
        await hands.press("f5")
        assert "1 reply to read" in screen_text(hands.app)
        await hands.press("r")
        await come_to(hands.pilot, RepliesDesk)
        assert "ne plus m'envoyer" in screen_text(hands.app)
