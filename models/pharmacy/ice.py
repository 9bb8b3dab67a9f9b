"""The ICE (identifiant commun de l'entreprise) that Moroccan invoices bear (CGI art. 145-VIII)."""

_DIGITS = 15


def plausible_ice(text: str) -> bool:
    """Whether this can be an ICE: fifteen digits that 97 divides. Never forbidden on this alone: some that
    were issued fail the check.
    """
    digits = "".join(text.split())
    return digits.isascii() and digits.isdigit() and len(digits) == _DIGITS and int(digits) % 97 == 0
