"""Sentences about a file of clients before and after its import, for screens and shell."""

from collections.abc import Iterator

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from models.importing.clients.file import ClientFile, NewAccount
from models.importing.clients.verbs import Imported, Preview
from models.importing.files.separated import LineFault

DELIMITERS = {
    ",": N_("separated by commas"),
    ";": N_("separated by semicolons"),
    "\t": N_("separated by tabs"),
    "|": N_("separated by bars"),
}
_MARKS = {".": N_("decimal point"), ",": N_("decimal comma")}
_COLUMNS = {1: N_("Name"), 2: N_("Balance")}


def totals(of: Preview | Imported) -> str:
    """1 842 clients, dette totale 215 300,50 DH"""
    said = _("{clients}, total debt {debt} DH").format(
        clients=counted(ngettext("{count} client", "{count} clients", of.count), of.count),
        debt=formats.amount(of.debt),
    )
    if of.credit:
        said = _("{totals}, credits {credit} DH").format(totals=said, credit=formats.amount(of.credit))
    return said


def read_as(source: ClientFile) -> str:
    """How the file was read (clients.csv · UTF-8 · séparé par des virgules …), so that a wrong
    guess is noticed in time.
    """
    said = [source.name, source.encoding, _(DELIMITERS[source.delimiter]), _(_MARKS[source.decimal_mark])]
    if source.titles:
        said.append(_("first line: titles"))
    if source.blank_lines:
        said.append(blank_lines(source.blank_lines))
    return " · ".join(said)


def warnings(preview: Preview) -> Iterator[str]:
    """One sentence for each thing that may be a mistake but is allowed."""
    if preview.before is not None:
        yield explain(preview.before)
    if preview.known:
        yield counted(
            ngettext(
                "{count} name is already among the clients.",
                "{count} names are already among the clients.",
                len(preview.known),
            ),
            len(preview.known),
        )
    if preview.homonyms:
        yield counted(
            ngettext(
                "{count} line repeats a name of the file.",
                "{count} lines repeat a name of the file.",
                preview.homonyms,
            ),
            preview.homonyms,
        )


def full_name(account: NewAccount) -> str:
    """The name as in the file."""
    return f"{account.last_name} {account.first_name}".strip()


def errors(shown: int, count: int) -> str:
    """That nothing will be imported, and the number of errors, of which the first are shown."""
    said = ngettext(
        "{count} error: nothing is imported until the file is corrected.",
        "{count} errors: nothing is imported until the file is corrected.",
        count,
    )
    if shown < count:
        said += " " + _("The first {shown} are below.").format(shown=formats.count(shown))
    return counted(said, count)


def column(fault: LineFault) -> str:
    """The title of the wrong column."""
    return _(_COLUMNS[fault.column])


def imported(done: Imported) -> str:
    """What was done."""
    return _("Imported: {totals}.").format(totals=totals(done))


def blank_lines(count: int) -> str:
    """The number of blank lines that were skipped."""
    return counted(ngettext("{count} blank line left out", "{count} blank lines left out", count), count)


def counted(sentence: str, count: int) -> str:
    """A sentence with its formatted number."""
    return sentence.format(count=formats.count(count))
