"""The themes of technical sheets, who may write them, and an entry."""

from models.people.staff import authors
from models.people.technical_sheets import keeping as sheet_terms
from models.people.technical_sheets import verbs as technical_sheets
from models.people.technical_sheets.verbs import NewEntry
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    theme = sheet_terms.create(None, "Coloration", **shop.who)
    blond = sheet_terms.create(theme, "Blond", **shop.who)
    dark = sheet_terms.create(theme, "Brun", **shop.who)
    sheet_terms.move(dark, earlier=True, **shop.who)
    sheet_terms.rename(dark, "Châtain", seen="Brun", **shop.who)
    sheet_terms.retire(dark, **shop.who)
    sheet_terms.put_back(dark, **shop.who)
    sheet_terms.remove(dark, **shop.who)
    clear = sheet_terms.create(blond, "Blond clair", **shop.who)
    author = shop.counter.staff
    authors.let_write(author, False, **shop.who)
    authors.let_write(author, True, **shop.who)
    technical_sheets.write(shop.jeanne, NewEntry(author, blond, clear, "40 ml"), **shop.who)
