"""`y` and a digit: the keys to which the pharmacy gave a name, what they do, and where they are found."""

import sys
from pathlib import Path

import pytest

from models.pharmacy import programmable_keys
from models.pharmacy.programmable_keys import Does, ProgrammableKey
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.frame.test_keys import write_config
from tests.tui.hands import Hands, at_fiche
from tui.dialogs.progress import WorkingDialog
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.fiche.programmable import PressKeyDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


@pytest.fixture
def client(session: Session) -> int:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 10_000)
    return client


def give(session: Session, **keys: ProgrammableKey) -> None:
    """`k2=…` gives the key 2 its meaning."""
    seen = programmable_keys.programmable_keys()
    wanted = seen | {name[1:]: each for name, each in keys.items()}
    programmable_keys.choose(wanted, seen=seen, by=by_staff(session.staff))


async def until_told(hands: Hands) -> str:
    for _ in range(400):
        await hands.pilot.pause(0.02)
        if not isinstance(hands.app.screen, WorkingDialog):
            return said(hands.app)
    raise AssertionError("the command did not end")


async def test_without_a_name_the_key_says_where_keys_get_one(session: Session, client: int) -> None:
    async with at_fiche(session, client) as hands:
        await hands.press("y")
        top(hands.app, FicheDesk)
        assert "Settings" in said(hands.app)


@pytest.mark.capability("fiche-mcu")
async def test_a_digit_does_what_the_key_of_the_fiche_does(session: Session, client: int) -> None:
    give(session, k2=ProgrammableKey("Encaisser [b]", Does.FICHE, "fiche.pay"))
    async with at_fiche(session, client) as hands:
        await hands.press("y")
        top(hands.app, PressKeyDialog)
        assert "2  Encaisser [b]" in screen_text(hands.app)
        await hands.press("3")
        top(hands.app, PressKeyDialog)  # the key 3 is free
        await hands.press("2")
        top(hands.app, PayDebtDialog)


async def test_what_this_client_cannot_get_now_is_said(session: Session, client: int) -> None:
    give(session, k1=ProgrammableKey("Sortir", Does.FICHE, "fiche.restore"))
    async with at_fiche(session, client) as hands:
        await hands.press("y", "enter")
        top(hands.app, FicheDesk)
        assert "“Sortir” cannot be done" in said(hands.app)


async def test_a_command_of_the_machine_gets_the_client_and_its_end_is_told(
    session: Session, client: int, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    tell = f"import sys; open({str(told)!r}, 'w').write('|'.join(sys.argv[1:]))"
    write_config(
        tmp_path,
        f"[commands]\nlabel = [{sys.executable!r}, '-c', {tell!r}]\n"
        f"fail = [{sys.executable!r}, '-c', 'import sys; sys.exit(3)']\n",
    )
    give(
        session,
        k1=ProgrammableKey("Étiquette", Does.COMMAND, "label"),
        k2=ProgrammableKey("Échoue", Does.COMMAND, "fail"),
        k3=ProgrammableKey("Ailleurs", Does.COMMAND, "elsewhere"),
    )
    async with at_fiche(session, client) as hands:
        await hands.press("y", "1")
        assert await until_told(hands) == "Étiquette: done."
        assert told.read_text().startswith(f"{client}|")
        await hands.press("y", "2")
        assert "code 3" in await until_told(hands)
        await hands.press("y", "3")
        assert "“elsewhere”" in await until_told(hands)
        top(hands.app, FicheDesk)


async def test_a_user_may_give_it_one_key_and_the_menu_of_actions_names_it(
    session: Session, client: int, tmp_path: Path
) -> None:
    give(session, k1=ProgrammableKey("Encaisser", Does.FICHE, "fiche.pay"))
    write_config(tmp_path, '[keys]\n"fiche.key.1" = "ctrl+g"\n')
    async with at_fiche(session, client) as hands:
        await hands.press("o")
        assert "Encaisser" in screen_text(hands.app)
        await hands.press("escape", "ctrl+g")
        top(hands.app, PayDebtDialog)
