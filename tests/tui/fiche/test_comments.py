"""Comments by their keys: on the client, on a paper, corrected, searched."""

import pytest

from models.comments import verbs as comments
from models.comments.listing import Comments, versions
from models.comments.table import Subject, SubjectKind
from models.trade.documents import quotes
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.statements import counted
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.comments.asked import CommentDialog
from tui.comments.opened import CommentOpened
from tui.fiche.comments.pane import TAB
from tui.fiche.documents.opened import DocumentOpened
from tui.fiche.documents.quotes import TAB as QUOTES
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.sales.pane import TAB as SALES
from tui.fiche.screen import FicheDesk
from tui.fiche.traceability.pane import TAB as TRACEABILITY
from tui.frame.session import Session
from tui.traceability.opened import ChangeDialog


@pytest.mark.capability("ct-comments")
async def test_a_comment_is_written_found_corrected_and_keeps_what_it_said(session: Session) -> None:
    client = Ledger(session).client()
    async with at_fiche(session, client, size=(120, 30)) as hands:
        await to_tab(hands.pilot, TAB)
        assert "F2 writes the first one" in screen_text(hands.app)
        await hands.press("n", *"Passe le vendredi", "ctrl+s")
        top(hands.app, FicheDesk)
        assert "S. Amrani" in hands.line("Passe le vendredi")
        await hands.press("n", *"Prefere l'arabe", "ctrl+s")
        await hands.press("slash", *"vendredi")
        assert "arabe" not in screen_text(hands.app)
        await hands.press("escape", "down", "e")
        top(hands.app, CommentDialog)
        await hands.fill("remark", "Passe le samedi")
        await hands.press("ctrl+s")
        assert "Passe le samedi (corrected)" in screen_text(hands.app)
        await hands.press("enter")
        top(hands.app, CommentOpened)
        text = screen_text(hands.app)
        assert text.index("Passe le samedi") < text.rindex("Passe le vendredi")
    assert [row.remark for row in Comments(client).read(9)] == ["Prefere l'arabe", "Passe le samedi"]


async def test_enter_begins_a_line_of_the_comment_and_the_key_bar_says_how_to_confirm(
    session: Session,
) -> None:
    client = Ledger(session).client()
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, TAB)
        await hands.press("n", *"Passe", "enter", *"le soir")
        assert "Ctrl+S Confirm" in screen_text(hands.app)
        assert "Enter Confirm" not in screen_text(hands.app)
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        await to_tab(hands.pilot, TRACEABILITY)
        await hands.press("enter")
        top(hands.app, ChangeDialog)
        assert "S. Amrani Esc Close" in hands.prose, "the name stands above: no empty field repeats it"
    assert [row.remark for row in Comments(client).read(9)] == ["Passe\nle soir"]


async def test_what_another_corrected_meanwhile_is_said_and_confirmed_over(session: Session) -> None:
    client = Ledger(session).client()
    said = comments.add(client, "Doit rappeler", by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, TAB)
        await hands.press("e")
        comments.correct(said, "A rappele", seen=said, by=by_staff(session.staff))
        await hands.fill("remark", "Rappelera lundi")
        await hands.press("ctrl+s")
        top(hands.app, CommentDialog)
        assert "A rappele" in hands.prose
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
    assert [each.remark for each in versions(said)] == ["Doit rappeler", "A rappele", "Rappelera lundi"]


async def test_a_paper_opened_asks_whose_it_is_once(session: Session) -> None:
    """Whichever keys are offered depends on it, and they are worked out again and again."""
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 500)
    async with at_fiche(session, client, size=(120, 40)) as hands:
        await to_tab(hands.pilot, SALES)
        with counted() as run:
            await hands.press("enter", "f1", "escape")
        top(hands.app, SaleDialog)
    asked = [sql for sql in run if sql.startswith('SELECT "t1"."client_id" FROM "operation"')]
    assert len(asked) == 1


async def test_a_paper_opened_shows_its_comments_and_takes_another(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    sale = ledger.sale(client, 500)
    quote = quotes.create(client, [NewLine(ledger.milk)], by=by_staff(session.staff))
    async with at_fiche(session, client, size=(120, 40)) as hands:
        await to_tab(hands.pilot, SALES, "enter")
        top(hands.app, SaleDialog)
        await hands.press("n", *"payee par sa fille", "ctrl+s")
        top(hands.app, SaleDialog)
        assert "payee par sa fille" in screen_text(hands.app)
        await hands.press("escape", "escape")
        await to_tab(hands.pilot, QUOTES, "enter")
        top(hands.app, DocumentOpened)
        await hands.press("n", *"rappeler lundi", "ctrl+s", "escape", "escape")
        await to_tab(hands.pilot, TAB)
        assert "Sale V" in hands.line("payee par sa fille")
        assert quote.number in hands.line("rappeler lundi")
    on_sale = Comments(client, Subject(SubjectKind.OPERATION, sale)).read(9)
    assert [row.remark for row in on_sale] == ["payee par sa fille"]
