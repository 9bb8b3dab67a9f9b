"""Check digits as their standards describe them, written apart from the program."""


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: from the right every second digit doubled, its own digits added."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def with_luhn(digits: str) -> str:
    return next(digits + last for last in "0123456789" if luhn(digits + last))


def remainder_97(number: str) -> int:
    """Divided by hand, digit by digit; letters are 10 to 35 (ISO 13616)."""
    rest = 0
    for sign in number:
        for digit in sign if sign.isdigit() else str(ord(sign) - ord("A") + 10):
            rest = (rest * 10 + int(digit)) % 97
    return rest


def rib(account: str) -> str:
    """The key brings 22 digits to a number that 97 divides."""
    return next(account + f"{key:02}" for key in range(1, 98) if remainder_97(account + f"{key:02}") == 0)


def iban(country: str, account: str) -> str:
    return next(
        f"{country}{key:02}{account}"
        for key in range(2, 99)
        if remainder_97(f"{account}{country}{key:02}") == 1
    )


def french_vat_number(siren: str) -> str:
    """The key is 12 and three times the remainder of the SIREN."""
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"
