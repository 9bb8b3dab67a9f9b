"""Which ways of paying the counter offers. What was paid in another one stays, and can be paid back so."""

from models.money.ledger.accounts import MODE_ACCOUNT, PaymentMode
from models.store.settings import Setting

_PREFIX = "payment_mode."
_OFF = "off"


def offered() -> tuple[PaymentMode, ...]:
    """The modes that move money and may be chosen, in their order; at least one.

    `PaymentMode.CREDIT` is not among them: an avoir can be used wherever there is one.
    """
    off = {
        name.removeprefix(_PREFIX)
        for (name,) in Setting.select(Setting.name)
        .where(Setting.name.startswith(_PREFIX), Setting.value == _OFF)
        .tuples()
    }
    return tuple(mode for mode in MODE_ACCOUNT if mode not in off)


def as_settings(modes: tuple[PaymentMode, ...]) -> dict[str, str]:
    """How an offer is kept: a mode that is not in it is off."""
    return {f"{_PREFIX}{mode}": "" if mode in modes else _OFF for mode in MODE_ACCOUNT}
