"""What a client says about being written to: written down, with what follows from it (loi 09-08; INV-50)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats, ngettext
from locales.words import consents as consent_words
from models.outbox.channels.channel import Channel
from models.outbox.consents import history as consent_history
from models.outbox.consents import verbs as consents
from models.outbox.consents.history import ConsentRow
from models.outbox.consents.table import ConsentSource, Word
from models.refusals import Refused
from models.store import clock
from tui.dialogs.detail import table
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option, to_choose
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist
from tui.widgets.columns import Column
from tui.widgets.text_lines import Lines, Reading

_MOST_LINES = 6
"""Of the history; the others are scrolled to."""

COLUMNS: list[Column[ConsentRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(clock.local_day(row.at)), 10),
    Column("word", N_("Said"), lambda row: consent_words.word(row.word), 14),
    Column("source", N_("How"), lambda row: consent_words.source(row.source), 11, grows=1),
    Column("author", N_("Written by"), lambda row: row.author or "–", 11, grows=1),
]


@dataclass(frozen=True, slots=True)
class Said:
    """What a client said, as somebody wrote it down; and what stood in the fields."""

    channel: Channel
    word: Word
    source: ConsentSource
    texts: Mapping[str, Any]


class ConsentDialog(FormDialog[Said]):
    """The channel, the word, how it came; what follows from it; and every word until now on that channel."""

    PURPOSE = N_("What the client said of messages; the last word holds.")
    GUIDE = "sms.md#ce-que-le-client-accepte"
    FINAL = True
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Consent")
    FIELDS: ClassVar[Sequence[Field]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Save"), id="consent.save", tooltip=N_("Keep what was said")),
    ]

    def __init__(self, client: int, again: Said | None = None, refused: Refused | None = None) -> None:
        super().__init__(again.texts if again else None, refused)
        self._history = consent_history.history(client)
        self._holding = consent_history.holding(client)

    def fields(self) -> Sequence[Field]:
        channels = tuple(Option(each, consent_words.channel(each)) for each in Channel)
        said = (to_choose(), *(Option(each, consent_words.word(each)) for each in Word))
        how = tuple(Option(each, consent_words.source(each)) for each in consent_words.BY_HAND)
        return (
            ChoiceField("channel", N_("Channel"), options=channels),
            ChoiceField("word", N_("Says"), options=said),
            ChoiceField("source", N_("How"), options=how),
        )

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Static(markup=False, classes="figures")
        yield Reading(Lines(), classes="figures -words")

    def _show_words(self, channel: Channel) -> None:
        """What was said of this channel until now."""
        rows = [row for row in self._history if row.channel is channel]
        reading = self.query_one("Reading.-words", Reading)
        reading.display = bool(rows)
        reading.styles.height = min(len(rows) + 1, _MOST_LINES)
        reading.query_one(Lines).put(lambda width: table(COLUMNS, rows, width))

    def show_effect(self) -> None:
        channel, word = self.form.value("channel"), self.form.value("word")
        holds = self._holding.get(channel)
        said = [_("Now: {standing}").format(standing=consent_words.means(holds.word if holds else None))]
        if word is not None:
            said.append(consent_words.follows(word, channel))
        self.query_one(".figures", Static).update("\n".join(said))
        self._show_words(channel)

    def answer(self, values: dict[str, Any]) -> Said:
        return Said(values["channel"], values["word"], values["source"], self.form.typed())


async def record(fiche: BaseScreen[Any], client: int) -> None:
    """Asks what the client said, and keeps it."""
    by = fiche.officine.by()

    def keep(said: Said) -> int:
        return consents.record(client, said.channel, said.word, said.source, by=by)

    cancelled = await insist(fiche, lambda again, refused: ConsentDialog(client, again, refused), keep)
    if cancelled:
        sentence = ngettext(
            "Kept. {count} message that had not left is cancelled.",
            "Kept. {count} messages that had not left are cancelled.",
            cancelled,
        )
        fiche.tell(sentence.format(count=formats.count(cancelled)))
    elif cancelled is not None:
        fiche.tell(_("What the client said is kept."))
