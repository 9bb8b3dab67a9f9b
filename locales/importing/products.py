"""Sentences about a file of products before and after its import."""

from collections.abc import Iterator

from locales import N_, _, formats, ngettext
from locales.importing.clients import DELIMITERS, blank_lines, counted, kept
from models.importing.batches import Undone
from models.importing.files.separated import LineFault
from models.importing.files.titles import Titles
from models.importing.products.file import ProductFile
from models.importing.products.plan import Change, Plan
from models.importing.products.titles import ProductColumn
from models.importing.products.verbs import ProductPreview, ProductsImported
from models.trade.catalogue.categories import begins_regulated

COLUMNS = {
    ProductColumn.CODE: N_("Code"),
    ProductColumn.BAR_CODE: N_("Bar code"),
    ProductColumn.NAME: N_("Name"),
    ProductColumn.DOSAGE: N_("Dosage"),
    ProductColumn.UNIT: N_("Unit of the dosage"),
    ProductColumn.FORM: N_("Form"),
    ProductColumn.PRESENTATION: N_("Packing"),
    ProductColumn.CATEGORY: N_("Category"),
    ProductColumn.PRICE: N_("Price"),
    ProductColumn.VAT: N_("VAT"),
}


def totals(plan: Plan) -> str:
    """12 nouveaux produits, 3 modifiés, 180 inchangés"""
    said = [_new(plan.count(Change.NEW)), _changed(plan.count(Change.CHANGED))]
    same = plan.count(Change.SAME)
    if same:
        said.append(counted(ngettext("{count} unchanged", "{count} unchanged", same), same))
    return ", ".join(said)


def read_as(source: ProductFile) -> str:
    """How the file was read (produits.csv · UTF-8 · séparé par des virgules …), so that a wrong
    guess is noticed in time.
    """
    said = [source.name, source.encoding]
    if source.sheet:
        said.append(_("sheet {sheet}").format(sheet=source.sheet))
    if source.delimiter:
        said.append(_(DELIMITERS[source.delimiter]))
    if source.blank_lines:
        said.append(blank_lines(source.blank_lines))
    if source.repeated:
        text = ngettext("{count} line repeated", "{count} lines repeated", source.repeated)
        said.append(counted(text, source.repeated))
    if source.titles.left_out:
        said.append(_("left out: {columns}").format(columns=", ".join(source.titles.left_out)))
    return " · ".join(said)


def warnings(preview: ProductPreview) -> Iterator[str]:
    """One sentence for each thing that may be a mistake but is allowed."""
    regulated = [name for name in preview.plan.categories if begins_regulated(name)]
    free = [name for name in preview.plan.categories if name not in regulated]
    if regulated:
        yield _("New categories, with regulated prices: {names}").format(names=", ".join(regulated))
    if free:
        yield _("New categories, with discounts possible: {names}").format(names=", ".join(free))
    if ProductColumn.VAT not in preview.source.titles.places and preview.plan.count(Change.NEW):
        yield _("The file names no VAT: its new products are exempt.")


def column(titles: Titles[ProductColumn], fault: LineFault) -> str:
    """The title of the wrong column."""
    found = [each for each, place in titles.places.items() if place == fault.column - 1]
    return _(COLUMNS[found[0]]) if found else formats.count(fault.column)


def imported(done: ProductsImported) -> str:
    """What was done."""
    return _("Imported: {totals}.").format(totals=f"{_new(done.new)}, {_changed(done.changed)}")


def undone(done: Undone) -> str:
    """What the undoing of an import did."""
    said = [_("Import undone.")]
    if done.removed:
        text = ngettext("{count} product withdrawn.", "{count} products withdrawn.", done.removed)
        said.append(counted(text, done.removed))
    if done.given_back:
        text = ngettext("{count} product as before.", "{count} products as before.", done.given_back)
        said.append(counted(text, done.given_back))
    return " ".join([*said, *kept(done.kept)])


def _new(count: int) -> str:
    return counted(ngettext("{count} new product", "{count} new products", count), count)


def _changed(count: int) -> str:
    return counted(ngettext("{count} changed", "{count} changed", count), count)
