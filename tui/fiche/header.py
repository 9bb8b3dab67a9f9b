"""Who this is, at the top of the fiche."""

from rich.cells import cell_len

from locales import _, formats
from locales.words import animals as animal_words
from locales.words import ledger as words
from locales.words.clients import STATUSES
from models.people.animals import listing as animals
from models.people.categories import verbs as categories
from models.people.categories.verbs import ClientCategoryRow
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import own_code
from models.pharmacy import features
from models.pharmacy.features import Feature
from tui.terminal.inert import inert
from tui.widgets.columns import fit
from tui.widgets.text_lines import Drawing, Line, Run, ends, wrapped

_DOT = " · "
_ALERT_LINES = 2
"""The most lines of an alert on the fiche; F3 shows all of it."""


def header(client: Client, animals: str = "") -> Drawing:
    """Two lines, below them the alert if there is one, and the names of `animals`, where there are any."""
    parts, category = _parts(client), category_of(client)
    name = f"{client.last_name.upper()} {client.first_name}".strip()

    def draw(width: int) -> list[Line]:
        lines = [ends((name, "strong"), _status(client), width)]
        begins = [(f"{inert(category.name)}{_DOT}", str(category.colour))] if category else []
        rest = max(width - sum(cell_len(text) for text, _meaning in begins), 0)
        lines.append([*begins, (fit(_DOT.join(_that_fit(parts, rest)), rest), "quiet")])
        lines += [[(line, "warns")] for line in _alert(client.alert, width)]
        return lines + ([[(fit(inert(animals), width), "accent")]] if animals else [])

    return draw


def category_of(client: Client) -> ClientCategoryRow | None:
    """The client's category of clients; None without one, and while categories are not in use."""
    if client.category_id is None or Feature.CATEGORIES not in features.in_use():
        return None
    return categories.row_of(client.category_id)


def animals_of(client: int, used: frozenset[Feature]) -> str:
    """The animals of who stands at the counter, in one line; empty where there is none, or while animals are
    not in use (pet-popup).
    """
    if Feature.ANIMALS not in used:
        return ""
    named = animal_words.named(animals.named_of(client))
    return _("Animals: {names}").format(names=named) if named else ""


def alert(client: Client) -> str:
    """What must be known before anything else, in one line."""
    return f"⚠ {inert(client.alert)}" if client.alert else ""


def _alert(text: str, width: int) -> list[str]:
    lines = wrapped(f"⚠ {inert(text)}", width) if text else []
    if len(lines) > _ALERT_LINES:
        lines[_ALERT_LINES - 1] = fit(" ".join(lines[_ALERT_LINES - 1 :]), width)
    return lines[:_ALERT_LINES]


def _status(client: Client) -> Run:
    """Why the client is not served as usual; their number if there is no such reason."""
    words = []
    if client.blocked:
        words.append(_("Blocked"))
    if client.status is not ClientStatus.ACTIVE:
        words.append(_(STATUSES[client.status]))
    number = _("No. {number}").format(number=client.id)
    return (_DOT.join([*words, number]), "warns") if words else (number, "quiet")


def _parts(client: Client) -> list[str]:
    numbers = " ".join(part for part in (client.organism_name, client.registration_number) if part)
    phone = client.mobile or client.home_phone or client.work_phone
    code = client.code if client.code != own_code(client.id) else ""
    parts = [
        words.client_kind(client.kind),
        numbers,
        formats.phone(phone),
        code and _("Code {code}").format(code=code),
    ]
    return [inert(part) for part in parts if part]


def _that_fit(parts: list[str], width: int) -> list[str]:
    """The parts that fit; a part that is too long is left out rather than the ones after it."""
    shown: list[str] = []
    for part in parts:
        if cell_len(_DOT.join([*shown, part])) <= width:
            shown.append(part)
    return shown
