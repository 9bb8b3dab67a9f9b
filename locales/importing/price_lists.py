"""Sentences about a file of prices before and after its import into a price list."""

from locales import N_, _, formats, ngettext
from locales.importing.clients import DELIMITERS, blank_lines, counted
from models.importing.files.separated import LineFault
from models.importing.files.titles import Titles
from models.importing.price_lists.file import PriceFile
from models.importing.price_lists.titles import PriceColumn
from models.importing.price_lists.verbs import PriceChange, PricePreview, PricesImported

COLUMNS = {
    PriceColumn.CODE: N_("Code"),
    PriceColumn.PRICE: N_("Price"),
    PriceColumn.RATE: N_("Discount"),
    PriceColumn.SINCE: N_("Holds from"),
    PriceColumn.UNTIL: N_("Holds until"),
}


def totals(preview: PricePreview) -> str:
    """Gros : 12 nouveaux prix, 3 modifiés, 180 inchangés"""
    said = [_new(preview.count(PriceChange.NEW)), _changed(preview.count(PriceChange.CHANGED))]
    same = preview.count(PriceChange.SAME)
    if same:
        said.append(counted(ngettext("{count} unchanged", "{count} unchanged", same), same))
    return _("{name}: {totals}").format(name=preview.list_name, totals=", ".join(said))


def read_as(source: PriceFile) -> str:
    """How the file was read, so that a wrong guess is noticed in time."""
    said = [source.name, source.encoding]
    if source.sheet:
        said.append(_("sheet {sheet}").format(sheet=source.sheet))
    if source.delimiter:
        said.append(_(DELIMITERS[source.delimiter]))
    if source.blank_lines:
        said.append(blank_lines(source.blank_lines))
    if source.titles.left_out:
        said.append(_("left out: {columns}").format(columns=", ".join(source.titles.left_out)))
    return " · ".join(said)


def column(titles: Titles[PriceColumn], fault: LineFault) -> str:
    """The title of the wrong column."""
    found = [each for each, place in titles.places.items() if place == fault.column - 1]
    return _(COLUMNS[found[0]]) if found else formats.count(fault.column)


def imported(done: PricesImported) -> str:
    """What was done."""
    return _("Imported: {totals}.").format(totals=f"{_new(done.new)}, {_changed(done.changed)}")


def _new(count: int) -> str:
    return counted(ngettext("{count} new price", "{count} new prices", count), count)


def _changed(count: int) -> str:
    return counted(ngettext("{count} changed", "{count} changed", count), count)
