"""What a file of clients would do, before it does."""

from array import array
from collections.abc import Sequence
from functools import partial

from locales import N_, _
from locales.importing import clients as importing
from locales.sentences import explain
from locales.words import currency
from locales.words import ledger as words
from models.importing.clients import known as client_known
from models.importing.clients import verbs as client_import
from models.importing.clients.accounts import NewAccount
from models.importing.clients.known import Known, KnownBy, NamesKnown, WouldCountTwice
from models.importing.clients.verbs import Imported, ImportedBefore, Preview
from models.importing.files.made_when_asked import MadeWhenAsked
from models.importing.files.separated import LineFault
from models.refusals import Refused
from models.values import ZERO, Centimes, Progress
from tui.clients.columns import balance_amount, balance_style
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.sure import sure
from tui.importing.preview import InOrder, Numbered, PreviewDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows

CLIENTS: list[Column[Numbered[NewAccount]]] = [
    Column("last_name", N_("Last name"), lambda row: row.item.last_name, 24, grows=3),
    Column("first_name", N_("First name"), lambda row: row.item.first_name, 12, needs=40, grows=2),
    Column(
        "balance",
        N_("Balance"),
        lambda row: balance_amount(row.item.balance),
        18,
        right=True,
        lead=lambda row: words.side(row.item.balance),
        style=lambda row: balance_style(row.item.balance),
    ),
]


class _KnownFirst(MadeWhenAsked[NewAccount]):
    """The accounts, those with known names first."""

    def __init__(self, accounts: Sequence[NewAccount], known: Sequence[int]) -> None:
        self._accounts = accounts
        first = set(known)
        self._order = array("I", known)
        self._order.extend(number for number in range(len(accounts)) if number not in first)

    def __len__(self) -> int:
        return len(self._order)

    def made(self, index: int) -> NewAccount:
        return self._accounts[self._order[index]]


def _known_column(by: Sequence[KnownBy]) -> Column[Numbered[NewAccount]]:
    """A column that says of the first lines by what their clients are known."""

    def said(row: Numbered[NewAccount]) -> str:
        return _("known: {by}").format(by=_(importing.KNOWN_BY[by[row.id]])) if row.id < len(by) else ""

    return Column("known", "", said, 12, style=lambda row: "quiet")


class ClientPreviewDesk(PreviewDesk[Imported]):
    """The clients of the file and their balances; a file imported before is imported again
    only if the person insists.
    """

    GUIDE = "importer.md"

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview.faults)
        self._preview = preview

    def totals(self) -> str:
        return importing.totals(self._preview)

    def encoding(self) -> str:
        return self._preview.source.encoding

    def read_as(self) -> str:
        return importing.read_as(self._preview.source)

    def warnings(self) -> Sequence[str]:
        preview = self._preview
        if preview.faults:
            return [importing.errors(len(preview.faults), preview.fault_count)]
        return list(importing.warnings(preview))

    def items(self) -> Rows[Numbered[NewAccount]]:
        known, accounts = self._preview.known, self._preview.source.accounts
        columns = [_known_column(self._preview.matches.by), *CLIENTS] if known else CLIENTS
        clients: Rows[Numbered[NewAccount]] = Rows(columns)
        clients.show(InOrder(_KnownFirst(accounts, known) if known else accounts))
        return clients

    def column(self, fault: LineFault) -> str:
        return importing.column(self._preview.source, fault)

    def has_columns(self) -> bool:
        return self._preview.source.columns is not None

    def may_leave_out(self) -> bool:
        source = self._preview.source
        return source.read_as.leave_out or (bool(self._faults) and source.may_leave_out(self._faults))

    async def do(self) -> Imported | None:
        preview = self._preview
        why: Refused | None = preview.before
        if why is None and preview.known:
            why = client_known.refusal(preview.source, preview.known)
        while True:
            known = await self._which(why)
            if not known:
                return None
            chosen = Known(known) if why is not None else None
            twice = preview.twice if chosen is Known.ADD else ZERO
            if twice and not await self._counts_twice(twice):
                continue
            try:
                again = isinstance(why, ImportedBefore)
                return await self.carry_out(partial(self._carry_out, known=chosen, again=again, twice=twice))
            except (ImportedBefore, NamesKnown, WouldCountTwice) as refused:
                why = refused

    async def _which(self, why: Refused | None) -> str:
        """Asks which clients to import, a value of `Known`; empty for going back."""
        if why is None:
            return str(Known.ADD) if await self.confirmed() else ""
        ways = [Way("", _("Go back"), _("nothing is written"))]
        new, completed = self._preview.only_new, self._preview.completed
        if new.count:
            ways.append(Way(str(Known.SKIP), _("Only the new ones"), importing.totals(new)))
        if completed.completed:
            effect = importing.completed(completed.completed)
            ways.append(Way(str(Known.COMPLETE), _("Complete what is empty"), effect))
        twice = isinstance(why, ImportedBefore)
        effect = _("every balance counts twice") if twice else _("those who are known get a second fiche")
        ways.append(Way(str(Known.ADD), _("All of them"), effect))
        heading = _("Imported already") if twice else _("Known names")
        return await self.ask(ChooseDialog(heading, explain(why), ways)) or ""

    async def _counts_twice(self, twice: Centimes) -> bool:
        """Whether the person says the sum that counts a second time."""
        count = len(self._preview.matches.not_by_code())
        why = explain(WouldCountTwice(self._preview.file, count, twice))
        doing = Way("twice", _("Count {amount} twice").format(amount=currency.amount(twice)))
        return await sure(self, _("A debt twice"), why, doing)

    def _carry_out(
        self, progress: Progress, *, known: Known | None, again: bool, twice: Centimes
    ) -> Imported:
        """Runs in a thread."""
        by = self.officine.by(self.request_key)
        return client_import.carry_out(
            self._preview, by=by, again=again, known=known, twice=twice, progress=progress
        )
