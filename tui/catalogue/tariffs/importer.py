"""F4 in a price list: a file of its prices."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from locales import N_, _, formats
from locales.importing import clients as importing
from locales.importing import price_lists as words
from locales.words import tariffs
from models.importing.files.reading import ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.titles import FoundColumn
from models.importing.price_lists import verbs as price_import
from models.importing.price_lists.verbs import PlannedPrice, PriceChange, PricePreview, PricesImported
from models.trade.tariffs.listing import CountedList
from models.values import Progress
from tui.importing.choosing import ChoosingDesk
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

_Row = Numbered[PlannedPrice]
_CHANGES = {PriceChange.CHANGED: N_("changed"), PriceChange.NEW: N_("new"), PriceChange.SAME: N_("unchanged")}


def _style(row: _Row) -> str:
    return "quiet" if row.item.change is PriceChange.SAME else "plain"


def _before(row: _Row) -> str:
    if row.item.change is not PriceChange.CHANGED:
        return ""
    return tariffs.price_or_rate(*row.item.before)


PRICES: list[Column[_Row]] = [
    Column("change", "", lambda row: _(_CHANGES[row.item.change]), 9, style=_style),
    Column("code", N_("Code"), lambda row: row.item.said.code, 13, needs=60, style=_style),
    Column("name", N_("Name"), lambda row: row.item.name, 18, grows=2, style=_style),
    Column("before", N_("Before"), _before, 9, needs=50, right=True, style=lambda row: "quiet"),
    Column(
        "price",
        N_("Price"),
        lambda row: tariffs.price_or_rate(row.item.said.price, row.item.said.rate),
        10,
        right=True,
        style=_style,
    ),
    Column(
        "days",
        N_("Days"),
        lambda row: formats.days(row.item.said.since, row.item.said.until),
        23,
        needs=90,
        style=lambda row: "quiet",
    ),
]


class PricePreviewDesk(PreviewDesk[PricesImported]):
    """Shows what changes first, then what is new; an import that changes nothing is refused."""

    GUIDE = "tarifs.md#importer-des-prix"

    def __init__(self, preview: PricePreview) -> None:
        super().__init__(preview.faults)
        self._preview = preview

    def totals(self) -> str:
        return _("Import prices") if self._preview.faults else words.totals(self._preview)

    def encoding(self) -> str:
        return self._preview.source.encoding

    def read_as(self) -> str:
        return words.read_as(self._preview.source)

    def warnings(self) -> Sequence[str]:
        preview = self._preview
        return [importing.errors(len(preview.faults), preview.fault_count)] if preview.faults else []

    def items(self) -> Rows[_Row]:
        prices: Rows[_Row] = Rows(PRICES)
        prices.show(InOrder(self._preview.planned))
        return prices

    def column(self, fault: LineFault) -> str:
        return words.column(self._preview.source.titles, fault)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        nothing = self._preview.count(PriceChange.SAME) == len(self._preview.planned)
        if action == "import" and nothing:
            return False
        return super().check_action(action, parameters)

    async def do(self) -> PricesImported | None:
        return await self.carry_out(self._carry_out) if await self.confirmed() else None

    def _carry_out(self, progress: Progress) -> PricesImported:
        """Runs in a thread."""
        return price_import.carry_out(self._preview, by=self.officine.by(self.request_key))


class PriceImporterDesk(ChoosingDesk[PricePreview]):
    """The files of prices.

    Args:
        of: the list that gets them.
    """

    GUIDE = "tarifs.md#importer-des-prix"
    TITLE = N_("Import prices")
    ASIDE = N_("CSV, XLSX, ODS with titles: code, price or discount")
    WORDS = words.COLUMNS

    def __init__(self, of: CountedList) -> None:
        super().__init__()
        self._of = of

    def read(self, path: Path, progress: Progress, encoding: str, read_as: ReadAs) -> PricePreview:
        return price_import.read(self._of.id, path, progress, encoding, read_as)

    def columns(self, read: PricePreview) -> Sequence[FoundColumn]:
        return read.source.titles.columns

    def preview(self, read: PricePreview) -> PricePreviewDesk:
        return PricePreviewDesk(read)

    def imported(self, done: Any) -> str:
        return words.imported(done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which imports were done is of clients and products."""
        return action != "imports" and super().check_action(action, parameters)
