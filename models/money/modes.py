"""The payment modes that the counter offers. A payment in another mode stays valid
and can be refunded in it.
"""

from models.money.ledger.accounts import MODE_ACCOUNT, PaymentMode
from models.store.settings import Setting

_PREFIX = "payment_mode."
_OFF = "off"


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
    return tuple(mode for mode in MODE_ACCOUNT if mode not in off)


def as_settings(modes: tuple[PaymentMode, ...]) -> dict[str, str]:
    """The offered modes as settings: a mode that is absent is off."""
    return {f"{_PREFIX}{mode}": "" if mode in modes else _OFF for mode in MODE_ACCOUNT}
