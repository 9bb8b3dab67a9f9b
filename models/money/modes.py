"""The payment modes that the counter offers. A payment in another mode stays valid
and can be refunded in it.
"""

from models.money.ledger.accounts import MODE_ACCOUNT, PaymentMode
from models.store import settings
from models.store.settings import Setting

_PREFIX = "payment_mode."
_OFF = "off"
ORDER = "payment_modes.order"
"""The setting that keeps the order: the modes with commas between; empty is that of `AS_DECLARED`."""
AS_DECLARED = tuple(MODE_ACCOUNT)
"""The modes that move money, in the order of a new pharmacy."""


def in_order() -> tuple[PaymentMode, ...]:
    """The modes that move money, offered or not, in the order that the pharmacy chose."""
    chosen = settings.get(ORDER).split(",")
    return tuple(sorted(AS_DECLARED, key=lambda mode: chosen.index(mode) if mode in chosen else len(chosen)))


def offered() -> tuple[PaymentMode, ...]:
    """The offered modes that move money, in their order; at least one.

    `PaymentMode.CREDIT` is not among them: an avoir can always be used.
    """
    off = {
        name.removeprefix(_PREFIX)
        for (name,) in Setting.select(Setting.name)
        .where(Setting.name.startswith(_PREFIX), Setting.value == _OFF)
        .tuples()
    }
    return tuple(mode for mode in in_order() if mode not in off)


def as_settings(modes: tuple[PaymentMode, ...]) -> dict[str, str]:
    """The offered modes as settings: a mode that is absent is off."""
    return {f"{_PREFIX}{mode}": "" if mode in modes else _OFF for mode in MODE_ACCOUNT}


def order_as_setting(order: tuple[PaymentMode, ...]) -> dict[str, str]:
    """The order of the modes as a setting."""
    return {ORDER: "" if order == AS_DECLARED else ",".join(order)}
