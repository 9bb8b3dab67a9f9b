"""What hides, cancels or sends is asked about, and not answered by the rest of what opened the question."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from models.people.clients.table import Client, ClientStatus
from models.requests.trail import Trail
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab
from tests.tui.hands import Hands, at_fiche
from tests.tui.shell.test_typeahead import settled, type_at_once
from tui.fiche.sales.pane import TAB as SALES
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import TABS
from tui.frame.base import Dialog
from tui.frame.session import Session
from tui.shell import typeahead

TAKEN_BACK = {
    # They are forms whose answer is saved, and can be changed or cancelled afterwards; or they only show.
    *(
        "NameDialog",
        "ListsDialog",
        "FilterDialog",
        "TemplateDialog",
        "FolderDialog",
        "DayDialog",
        "LineDialog",
        "CategoryOfAllDialog",
    ),
    *(
        "ChoicesDialog",
        "CounterDialog",
        "RemindersDialog",
        "SendingDialog",
        "NumbersDialog",
        "GatewayDialog",
        "PharmacyDialog",
    ),
    *("AskDialog", "CategoryDialog", "ProductDialog", "RateDialog", "PaymentDialog", "PayDebtDialog"),
    *(
        "ReferenceDialog",
        "OrganismDialog",
        "SiteDialog",
        "AnimalDialog",
        "AnimalKindDialog",
        "SiteContactDialog",
        "ContactDialog",
        "PickContactDialog",
        "ForContact",
        "ClientCategoryDialog",
        "CustomFieldDialog",
    ),
    *("FeaturesDialog", "TabKeysDialog", "RequiredFieldsDialog", "ProgrammableKeysDialog"),
    *("SearchByDialog", "SearchingDialog", "ColumnsDialog", "BirthdaysDialog", "FacturXDialog"),
    *("DirectoryDialog", "PickClientDialog", "EventDialog", "ChangeDialog", "CommentDialog"),
    *("PayUnpaidDialog", "CollectDialog", "AvoirAmountDialog", "UseAvoirDialog", "NewAdjustmentDialog"),
    *(
        "StatementDialog",
        "DefaultDiscountsDialog",
        "ReturnDialog",
        "NewGlobalInvoiceDialog",
        "NewAvoirDialog",
    ),
    *("SalePaymentDialog", "PeriodDialog", "PickSaleDialog", "SortDialog", "FormDialog"),
    *(
        "NamesDialog",
        "Trouble",
        "Help",
        "Palette",
        "FindDialog",
        "GoToDialog",
        "Guide",
        "PagesDialog",
        "WorkingDialog",
        "ReceiptDialog",
        "GivenBackDialog",
    ),
    *(
        "DetailDialog",
        "ExplainedDialog",
        "ExemptionDialog",
        "OwnTextDialog",
        "OpenedLines",
        "DocumentOpened",
        "LinkedDialog",
        "Commented",
        "CommentOpened",
        "ReturnOpened",
        "GlobalInvoiceOpened",
        "AvoirOpened",
    ),
    *("OperationDialog", "SaleDialog", "MessageDialog"),
    *("CriterionDialog", "EntryDialog", "TermDialog", "SheetDialog"),
    *("PickDialog", "PickProductDialog", "PriceListDialog", "CopyListDialog", "ListPriceDialog"),
    "BreakDialog",
    *("CrossDiscountDialog", "CrossRateDialog", "AlcoholTaxDialog"),
    *("AppointmentDialog", "AppointmentOpened", "InvoiceOpened", "InvoiceFilterDialog", "MentionsDialog"),
    "ContactFilterDialog",
    *("AddressDialog", "CardsDialog", "CardChoiceDialog"),
    *("DeliveryNoteDialog", "SignedDialog"),
    *("PickContactDialog", "ForContact"),
    "PreflightDialog",  # its F9 asks once more
}
BY_ONE_LETTER = {
    # What a letter does at once. All others open something, or ask.
    "restore": "shows a client again",
    "wake": "shows a client again",
    "pause": "holds back messages, which the same key lets go on once asked",
    "forward": "a step, which u takes back",
    "back_a_step": "takes back what s did, which does it again",
    "put_back": "shows again who was taken off a list",
}
WRITES_AT_ONCE = {"s", "u"}


def every_dialog() -> Iterator[type[Dialog[Any]]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    waiting = list(Dialog.__subclasses__())
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if cls.__module__.startswith("tui."):
            yield cls


def test_every_dialog_says_whether_its_answer_can_be_taken_back() -> None:
    """A new one has to be placed: it is final, or its answer can be changed afterwards"""
    unsaid = {cls.__qualname__ for cls in every_dialog() if not cls.FINAL} - TAKEN_BACK
    both = {cls.__name__ for cls in every_dialog() if cls.FINAL} & TAKEN_BACK
    assert (unsaid, both) == (set(), set())


def test_no_letter_is_bound_to_what_hides_cancels_or_sends_without_asking() -> None:
    """Every action that a letter begins waits for a dialog (`@asking`), or is known to do no harm"""
    list(every_dialog())
    found = {
        (cls.__name__, binding.action)
        for cls in _nodes()
        for binding in vars(cls).get("BINDINGS", ())
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
        if len(key) == 1 and key.isalpha()
    }
    verbs = (
        "sleep",
        "archive",
        "cancel",
        "remove",
        "retire",
        "withdraw",
        "drop",
        "deactivate",
        "send",
        "resume",
    )
    harmful = {action.partition("(")[0] for _cls, action in found if any(verb in action for verb in verbs)}
    at_once = {name for name in harmful if not all(_asks(cls, name) for cls in _nodes())}
    assert at_once <= BY_ONE_LETTER.keys()
    assert {"sleep", "cancel", "resume"} <= harmful, "they have a letter, and ask"


def _nodes() -> Iterator[type[DOMNode]]:
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        cls = waiting.pop()
        waiting += cls.__subclasses__()
        if cls.__module__.startswith("tui."):
            yield cls


def _asks(cls: type[DOMNode], name: str) -> bool:
    """Whether this class does not have the action itself, or has it wrapped by `@asking`."""
    action = vars(cls).get(f"action_{name}")
    return action is None or hasattr(action, "__wrapped__") or name in BY_ONE_LETTER or cls is Dialog


@pytest.mark.usefixtures("everything_on")
@pytest.mark.parametrize("number", range(len(TABS)))
async def test_no_letter_on_a_fiche_writes_anything(session: Session, number: int) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 5_000)
    ledger.pay(client, 2_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, TABS[number])
        before = Trail.select().count()
        active = hands.app.screen.active_bindings.items()
        letters = [(key, bound.node) for key, bound in active if len(key) == 1 and key.isalpha()]
        # Those of the fiche itself are the same in every tab.
        bound = [key for key, node in letters if TABS[number] is SALES or not isinstance(node, FicheDesk)]
        for key in bound:
            if key not in WRITES_AT_ONCE:
                await hands.press(key)
                await _back_to_the_fiche(hands)
        assert len(letters) > 5
        assert Trail.select().count() == before
        assert Client.get_by_id(client).status == ClientStatus.ACTIVE


async def _back_to_the_fiche(hands: Hands) -> None:
    while not isinstance(hands.app.screen, FicheDesk):
        await hands.press("escape")


@pytest.mark.parametrize("keys", [("z", "down", "enter"), ("a", "down", "enter"), ("z", "enter", "enter")])
async def test_what_hides_is_not_confirmed_by_the_burst_that_asked_for_it(
    session: Session, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    client = Ledger(session).client()
    async with at_fiche(session, client) as hands:
        monkeypatch.setattr(typeahead, "FAST", 0.04)
        type_at_once(hands.app, *keys)
        await settled(hands.app, hands.pilot)
        await hands.pilot.pause(0.1)
        assert Client.get_by_id(client).status == ClientStatus.ACTIVE
        assert "This key came in one go" in hands.prose
        await hands.pilot.pause(0.1)
        await hands.press("enter")
        assert "This key came in one go" not in screen_text(hands.app)
