"""The fiche on paper and as a spreadsheet.

Both say the fields of the editor's sections, in their order: a field that is added there is here. The
delivery addresses follow, with whom to ask for there.
"""

from pathlib import Path
from typing import Any

from locales import _, formats
from locales.words import custom_fields as custom_words
from locales.words import ledger as words
from models.custom_fields.table import CustomRecord
from models.people.clients import verbs as clients
from models.people.clients.columns import fields_of
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.people.photos import listing as photos
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.pharmacy.parties import party, pharmacy_as
from models.store import clock, settings
from models.values import Progress
from printing import files
from printing.exports import fiche as spreadsheet
from printing.papers.fiche import FichePaper, Pairs
from tui.clients.sections import registry
from tui.clients.sections.custom import flat
from tui.clients.sections.shown import shown
from tui.clients.sites.said import said_of
from tui.frame.base import BaseScreen
from tui.parts import papers

_MOST_SITES = 10
"""The most delivery addresses on the printed page."""


async def print_fiche(desk: BaseScreen[Any], client: int) -> None:
    """Writes the fiche as a PDF of one page, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers.fiche import file_name, write

        paper = content(clients.get(client))
        return write(paper, folder / file_name(paper), progress, replace=True)

    await papers.write(desk, _("Fiche"), _("Writing the fiche"), task)


async def export_fiche(desk: BaseScreen[Any], client: int) -> None:
    """Writes the fiche as a CSV file, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        path = folder / spreadsheet.file_name(client)
        return files.write(spreadsheet.content(cells(clients.get(client))), path, replace=True)

    await papers.write(desk, _("Fiche"), _("Writing the fiche"), task)


def content(client: Client) -> FichePaper:
    """What the paper of a client says."""
    shown = photos.shown(client.id)
    return FichePaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        client=client.id,
        name=" ".join(filter(None, (client.title, full_name(client)))),
        facts=[(_("Balance"), words.balance(client.balance))],
        groups=[*groups(client), (_("Sites"), _first_sites(client))],
        photo=photos.content(shown) if shown else b"",
        created=clock.local(clock.now()),
    )


def cells(client: Client) -> Pairs:
    """The titles and values of the spreadsheet, also those that are empty."""
    return [
        (_("No."), str(client.id)),
        *(pair for _title, pairs in groups(client) for pair in pairs),
        *_sites_in_a_cell(client),
        (_("Balance"), formats.cell_amount(client.balance)),
    ]


def _sites(client: Client) -> Pairs:
    """The name of each delivery address, and what is known of it."""
    return said_of(client.id) if Feature.DELIVERY in features.in_use() else []


def _first_sites(client: Client) -> Pairs:
    """As many as a page has room for; how many more there are is said."""
    sites = _sites(client)
    more = len(sites) - _MOST_SITES
    return [*sites[:_MOST_SITES], *([("", _("and {count} more").format(count=more))] if more > 0 else [])]


def _sites_in_a_cell(client: Client) -> Pairs:
    """All of them in one column and on one line, so that the spreadsheets of any two clients are alike."""
    if Feature.DELIVERY not in features.in_use():
        return []
    sites = (" – ".join((name, *said.splitlines())) for name, said in said_of(client.id))
    return [(_("Sites"), " / ".join(sites))]


def groups(client: Client) -> list[tuple[str, Pairs]]:
    """The sections in use, each with the labels and values of its fields; last the custom fields that were
    retired and still hold something.
    """
    fields = fields_of(client)
    kept = flat(fields)
    sections = (each for each in registry.in_use() if each.kinds is None or client.kind in each.kinds)
    found: list[tuple[str, Pairs]] = [
        (
            _(section.title),
            [(_(field.label), shown(field, kept[field.name])) for field in section.fields()],
        )
        for section in sections
    ]
    retired = custom_words.retired(CustomRecord.CLIENT, fields.custom)
    if retired and Feature.CUSTOM_FIELDS in features.in_use():
        found.append((_("Retired fields"), retired))
    return found
