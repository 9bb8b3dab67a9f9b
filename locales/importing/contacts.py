"""Sentences about a file of contacts before and after its import."""

from collections.abc import Iterator

from locales import N_, _, formats, ngettext
from locales.importing.clients import DELIMITERS, blank_lines, counted
from models.importing.batches import Undone
from models.importing.contacts import file as contact_file
from models.importing.contacts.file import ContactFile
from models.importing.contacts.verbs import ContactPreview, Twin
from models.importing.files.separated import LineFault

TWINS = {Twin.NOBODY: "", Twin.CONTACT: N_("contact already"), Twin.LINE: N_("twice in the file")}


def totals(preview: ContactPreview) -> str:
    """200 contacts pour MARTIN Jeanne"""
    count = len(preview.planned)
    text = ngettext("{count} contact for {client}", "{count} contacts for {client}", count)
    return text.format(count=formats.count(count), client=preview.client_name)


def read_as(source: ContactFile) -> str:
    """How the file was read (famille.csv · UTF-8 …), so that a wrong guess is noticed in time."""
    said = [source.name, source.encoding]
    if source.sheet:
        said.append(_("sheet {sheet}").format(sheet=source.sheet))
    if source.delimiter:
        said.append(_(DELIMITERS[source.delimiter]))
    if source.blank_lines:
        said.append(blank_lines(source.blank_lines))
    return " · ".join(said)


def warnings(preview: ContactPreview) -> Iterator[str]:
    """One sentence for each thing that may be a mistake but is allowed."""
    known = sum(each.twin is Twin.CONTACT for each in preview.planned)
    twice = sum(each.twin is Twin.LINE for each in preview.planned)
    if known:
        text = ngettext("Contact of this client already: {count}.", "Contacts already: {count}.", known)
        yield counted(text, known)
    if twice:
        text = ngettext("Name given twice: {count}.", "Names given twice: {count}.", twice)
        yield counted(text, twice)


def new(count: int) -> str:
    """Of whom there is no other of that name."""
    return counted(ngettext("{count} new contact", "{count} new contacts", count), count)


def twins(count: int) -> str:
    """Who would stand there twice."""
    text = ngettext("{count} name twice in the list", "{count} names twice in the list", count)
    return counted(text, count)


def column(fault: LineFault) -> str:
    """What the wrong column is called."""
    return _("Relation") if fault.column == contact_file.RELATION else _("Name")


def imported(count: int) -> str:
    """What was done."""
    return counted(ngettext("{count} contact imported.", "{count} contacts imported.", count), count)


def undone(done: Undone) -> str:
    """What the undoing of an import did."""
    said = [_("Import undone.")]
    if done.removed:
        text = ngettext("{count} contact retired.", "{count} contacts retired.", done.removed)
        said.append(counted(text, done.removed))
    if done.kept:
        text = ngettext(
            "{count} stays, used or changed since: {names}.",
            "{count} stay, used or changed since: {names}.",
            done.kept,
        )
        said.append(text.format(count=formats.count(done.kept), names=done.names))
    return " ".join(said)
