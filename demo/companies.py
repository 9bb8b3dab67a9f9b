"""What companies among the clients have: legal numbers, a bank account, how they pay.

Numbers are drawn from the name, so that companies change nothing of what is drawn for others. Their check
digits fit, and no real company or account is meant.
"""

from random import Random
from typing import Any

from models.values import PaymentMode

_BANKS = (
    ("011", "Bank of Africa"),
    ("007", "Attijariwafa bank"),
    ("190", "Banque Populaire"),
    ("022", "SGMB"),
)


def of(name: str) -> dict[str, Any]:
    """The fields of a client for the company of this name."""
    chance = Random(name)
    code, bank = _BANKS[int(chance.random() * len(_BANKS))]
    account = f"{code}810{_digits(16, chance)}"
    return {
        "professional": True,
        "account_code": f"3421{_digits(4, chance)}",
        "payment_mode": PaymentMode.TRANSFER,
        "ice": _ice(f"00{_digits(7, chance)}0000"),
        "tax_number": _digits(8, chance),
        "trade_register": _digits(5, chance),
        "business_tax": _digits(8, chance),
        "rib": f"{account}{97 - int(account) * 100 % 97:02d}",
        "bank_name": bank,
        "account_holder": name,
    }


def _ice(number: str) -> str:
    """Thirteen digits, and the two that make 97 divide the whole."""
    return f"{number}{-int(number) * 100 % 97:02d}"


def _digits(count: int, chance: Random) -> str:
    return f"{int(chance.random() * 10**count):0{count}d}"
