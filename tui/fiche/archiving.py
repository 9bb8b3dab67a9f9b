"""Archive and restore, sleep and wake; and the ways out where an account is not settled (archive-zero)."""

from contextlib import suppress
from typing import Any

from locales import _
from locales.sentences import explain
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.refunds import NeverMoney
from models.money.avoirs.verbs import AvoirListing, AvoirRow
from models.money.ledger import client_status, open_items
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.client_status import AvoirNotUsed, HasAvoir, OwesMoney
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.people.clients import verbs as clients
from models.people.clients.verbs import full_name
from models.refusals import Refused
from models.store.connection import persevere
from models.trade.cancelling import guards
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.sure import sure
from tui.frame.base import BaseScreen

_ALL = 100
"""No client has as many avoirs open at once."""


async def archive(desk: BaseScreen[Any], client: int) -> None:
    """Archives a settled client, once asked; of another says the figure, and offers what settles it."""
    doing = Way("archive", _("Archive"), _("only the archives still show this client"))
    if _settled(client) and not await sure(desk, _("Archive"), full_name(clients.get(client)), doing):
        return
    leave_open = False
    while (refused := _refused(desk, client, leave_open=leave_open)) is not None:
        chosen = await desk.ask(ChooseDialog(_("Archive"), explain(refused), _ways(client, refused)))
        leave_open = chosen == "leave"
        if not leave_open and not await _settle(desk, client, chosen):
            return
    desk.read_again()
    desk.tell(_("Archived. The key a restores this client."))


def restore(desk: BaseScreen[Any], client: int) -> None:
    """Takes the client out of the archives."""
    desk.attempt(client_status.restore, client, by=desk.officine.by())
    desk.read_again()
    desk.tell(_("Restored: the client is active again."))


async def put_to_sleep(desk: BaseScreen[Any], client: int) -> None:
    """Hides the client from searches, once asked."""
    doing = Way("sleep", _("Put to sleep"), _("searches no longer find this client"))
    if not await sure(desk, _("Put to sleep"), full_name(clients.get(client)), doing):
        return
    desk.attempt(client_status.put_to_sleep, client, by=desk.officine.by())
    desk.read_again()


def wake(desk: BaseScreen[Any], client: int) -> None:
    """Shows a sleeping client again."""
    desk.attempt(client_status.wake, client, by=desk.officine.by())
    desk.read_again()


def _settled(client: int) -> bool:
    position = open_items.position(client)
    return not (position.balance or position.credit)


def _refused(desk: BaseScreen[Any], client: int, *, leave_open: bool) -> Refused | None:
    """Archives; or why not, where there is a way out."""
    try:
        asks: dict[str, Any] = {"by": desk.officine.by()}
        persevere(client_status.archive, client, **asks, leave_open=leave_open)
    except (OwesMoney, HasAvoir, AvoirNotUsed) as refused:
        return refused
    return None


def _ways(client: int, refused: Refused) -> list[Way]:
    adjust = Way("adjust", _("Adjust to 0"), _("does not enter the till"))
    if isinstance(refused, OwesMoney):
        return [Way("pay", _("Take the payment"), _("enters the till")), adjust]
    if isinstance(refused, HasAvoir):
        back = [Way("back", _("Pay back"), _("leaves the till"))] if _money(client) else []
        return [adjust, *back, Way("", _("Use it in a sale"), _("leaves the client active"))]
    return [
        Way("use", _("Use the credit"), _("it pays what is unpaid")),
        Way("leave", _("Archive as it is"), _("both stay open")),
    ]


async def _settle(desk: BaseScreen[Any], client: int, way: str | None) -> bool:
    """Goes the chosen way; whether the balance is 0 at its end."""
    if not way:
        return False
    if way == "pay":
        from tui.fiche.payments.pay_debt import pay_debt

        await pay_debt(desk, client)
    elif way == "adjust":
        from tui.fiche.adjustments.to_zero import adjust_to_zero

        await adjust_to_zero(desk, client)
    elif way == "back":
        await _pay_back(desk, client)
    else:
        _use_avoir(desk, client)
    desk.read_again()
    return not open_items.position(client).balance


def _money(client: int) -> list[AvoirRow]:
    """The avoirs for which money came in: those can be paid back (INV-17)."""
    found = []
    for row in AvoirListing(client, only_open=True).read(_ALL):
        with suppress(NeverMoney):
            if guards.payable(open_items.item(row.id)):
                found.append(row)
    return found


async def _pay_back(desk: BaseScreen[Any], client: int) -> None:
    """One avoir after the other, until somebody leaves some of one."""
    from tui.fiche.avoirs.pay_back import pay_back

    for row in _money(client):
        await pay_back(desk, client, row)
        if avoirs.one(row.id).available:
            return


def _use_avoir(desk: BaseScreen[Any], client: int) -> None:
    position = open_items.position(client)
    order = DebtPayment(client, PaymentMode.CREDIT, min(position.credit, position.unpaid))
    persevere(payments.pay_debt, order, by=desk.officine.by())
