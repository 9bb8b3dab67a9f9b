"""What French asks of the messages beyond their translation."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "locales/fr/LC_MESSAGES/officine.po"
OF_ONE_GENDER = {
    "{number} was ordered: go on with {order}, or cancel it first.": "devis",
    "{number} is recorded: it enters the till.": "paiement",
    "{number} is deleted: what was on it can be invoiced again.": "facture",
    "{number} is issued for {amount}. r prints it.": "facture",
    "{number} is saved: {total}.": "vente",
    "{number} is delivered. f sells it, with others that are ticked.": "bon de livraison",
}
"""Sentences that agree with their number, and the only kind of document each is said of."""
AGREES = re.compile(r"\{number\} (?:est |a été |n'est )?(?:déjà |bien )?\w+(?:é|ée)\b(?! le)")


def test_a_sentence_said_of_many_kinds_of_document_agrees_with_none() -> None:
    """A sale, a préparation and an invoice are feminine; a quote, a return and a payment are not"""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    agreeing = {
        message.id
        for message in catalogue
        if message.id and isinstance(message.string, str) and AGREES.match(message.string)
    }
    assert agreeing <= OF_ONE_GENDER.keys()


def test_what_was_typed_is_quoted_in_the_marks_of_the_language() -> None:
    """An f-string is not translated: in French its English quotation marks would stay"""
    root = CATALOGUE.parents[3]
    sources = [
        path for room in ("locales", "models", "printing", "tui") for path in (root / room).rglob("*.py")
    ]
    assert sources
    assert not [path.name for path in sources if re.search(r'\bf"[^"]*[“”]', path.read_text("utf-8"))]
