"""The ICE (identifiant commun de l'entreprise) that Moroccan invoices bear (CGI art. 145-VIII)."""

_DIGITS = 15


def plausible_ice(text: str) -> bool:
    """Whether this can be an ICE: fifteen digits divisible by 97. Never a reason to refuse: some
    issued ones fail the check.
    """
    digits = "".join(text.split())
    return digits.isascii() and digits.isdigit() and len(digits) == _DIGITS and int(digits) % 97 == 0
