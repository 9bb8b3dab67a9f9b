"""Sentences about a file of clients before and after its import, for screens and shell."""

from collections.abc import Iterator
from itertools import chain

from locales import N_, _, formats, ngettext
from locales.sentences import explain
from locales.words import currency
from models.importing.batches import Undone
from models.importing.clients.accounts import NewAccount
from models.importing.clients.file import ClientFile
from models.importing.clients.known import KnownBy
from models.importing.clients.titles import ClientColumn
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
COLUMNS = {
    ClientColumn.LAST_NAME: N_("Last name"),
    ClientColumn.FIRST_NAME: N_("First name"),
    ClientColumn.TITLE: N_("Title"),
    ClientColumn.PHONE: N_("Phone"),
    ClientColumn.MOBILE: N_("Mobile"),
    ClientColumn.WORK_PHONE: N_("Work phone"),
    ClientColumn.HOME_PHONE: N_("Home phone"),
    ClientColumn.EMAIL: N_("E-mail"),
    ClientColumn.ADDRESS: N_("Address"),
    ClientColumn.POSTAL_CODE: N_("Postcode"),
    ClientColumn.CITY: N_("City"),
    ClientColumn.ORGANISM: N_("Organism"),
    ClientColumn.REGISTRATION_NUMBER: N_("Registration number"),
    ClientColumn.AFFILIATION_NUMBER: N_("Affiliation number"),
    ClientColumn.CODE: N_("Code"),
    ClientColumn.BIRTH_DATE: N_("Birth date"),
    ClientColumn.CATEGORY: N_("Category"),
    ClientColumn.INFO: N_("Information"),
    ClientColumn.BALANCE: N_("Balance"),
}
"""What each column of a file of clients holds."""
KNOWN_BY = {KnownBy.CODE: N_("code"), KnownBy.NAME: N_("name"), KnownBy.PHONE: N_("phone")}
"""What a client of the file has in common with one who exists."""


def totals(of: Preview | Imported) -> str:
    """1 842 clients, dette totale 215 300,50 DH"""
    said = _("{clients}, total debt {debt}").format(
        clients=counted(ngettext("{count} client", "{count} clients", of.count), of.count),
        debt=currency.amount(of.debt),
    )
    if of.credit:
        said = _("{totals}, credits {credit}").format(totals=said, credit=currency.amount(of.credit))
    return said


def read_as(source: ClientFile) -> str:
    """How the file was read (clients.csv · UTF-8 · séparé par des virgules …), so that a wrong
    guess is noticed in time.
    """
    said = [source.name, source.encoding]
    if source.sheet:
        said.append(_("sheet {sheet}").format(sheet=source.sheet))
    said += [_(words[mark]) for words, mark in _marks(source) if mark]
    if source.columns is not None:
        read = source.columns.width - sum(not each.field for each in source.columns.columns)
        said.append(columns_read(read, source.columns.width))
    elif source.titles:
        said.append(_("first line: titles"))
    if source.blank_lines:
        said.append(blank_lines(source.blank_lines))
    return " · ".join(said)


def _marks(source: ClientFile) -> tuple[tuple[dict[str, str], str], ...]:
    return ((DELIMITERS, source.delimiter), (_MARKS, source.decimal_mark))


def columns_read(read: int, width: int) -> str:
    """How many columns are read, if one is not."""
    if read == width:
        return counted(ngettext("{count} column", "{count} columns", width), width)
    return _("{read} of {count} columns").format(read=formats.count(read), count=formats.count(width))


def warnings(preview: Preview) -> Iterator[str]:
    """One sentence for each thing that may be a mistake but is allowed."""
    if preview.before is not None:
        yield explain(preview.before)
    yield from chain(_known(preview), _in_the_file(preview))


def _known(preview: Preview) -> Iterator[str]:
    if preview.known:
        yield counted(
            ngettext(
                "{count} name is already among the clients.",
                "{count} names are already among the clients.",
                len(preview.known),
            ),
            len(preview.known),
        )
    others = preview.matches.other_names
    if others:
        said = ngettext(
            "{count} line has the phone of a client with another name: it counts as new.",
            "{count} lines have the phone of a client with another name: they count as new.",
            others,
        )
        yield counted(said, others)


def _in_the_file(preview: Preview) -> Iterator[str]:
    left_out = preview.source.left_out_count
    if left_out:
        said = ngettext(
            "{count} cell cannot be read and stays empty.",
            "{count} cells cannot be read and stay empty.",
            left_out,
        )
        yield counted(said, left_out)
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


def column(source: ClientFile, fault: LineFault) -> str:
    """The title of the wrong column."""
    if source.columns is None:
        return _(_COLUMNS[fault.column])
    return source.columns.columns[fault.column - 1].title or formats.count(fault.column)


def imported(done: Imported) -> str:
    """What was done."""
    said = _("Imported: {totals}.").format(totals=totals(done))
    return f"{said} {completed(done.completed)}" if done.completed else said


def completed(count: int) -> str:
    """How many fiches are completed."""
    return counted(ngettext("{count} fiche completed.", "{count} fiches completed.", count), count)


def undone(done: Undone) -> str:
    """What the undoing of an import did."""
    said = [_("Import undone.")]
    if done.removed:
        text = ngettext(
            "{count} client in the archives, their opening balance reversed.",
            "{count} clients in the archives, their opening balances reversed.",
            done.removed,
        )
        said.append(counted(text, done.removed))
    if done.given_back:
        text = ngettext("{count} fiche as before.", "{count} fiches as before.", done.given_back)
        said.append(counted(text, done.given_back))
    return " ".join([*said, *kept(done.kept)])


def kept(count: int) -> Iterator[str]:
    """How many stay, as somebody changed them since."""
    if count:
        text = ngettext(
            "{count} changed since: left as it is.", "{count} changed since: left as they are.", count
        )
        yield counted(text, count)


def blank_lines(count: int) -> str:
    """The number of blank lines that were skipped."""
    return counted(ngettext("{count} blank line left out", "{count} blank lines left out", count), count)


def counted(sentence: str, count: int) -> str:
    """A sentence with its formatted number."""
    return sentence.format(count=formats.count(count))
