"""What adds up when two fiches become one, in words."""

from collections.abc import Mapping

from locales import N_, _, formats
from locales.words import consents as consent_words
from locales.words.ledger import balance
from models.merging.merged_in import MergedIn
from models.merging.preview import Counted, MergePreview
from models.outbox.consents.table import Word
from models.people.clients.fields import ClientFields
from models.people.clients.table import Client
from models.people.clients.verbs import full_name

COUNTED = {
    Counted.SALES: N_("Sales"),
    Counted.RETURNS: N_("Returns"),
    Counted.PAYMENTS: N_("Payments"),
    Counted.OTHER_OPERATIONS: N_("Other operations"),
    Counted.QUOTES: N_("Quotes"),
    Counted.PREPARATIONS: N_("Preparations"),
    Counted.ORDERS: N_("Orders"),
    Counted.DELIVERY_NOTES: N_("Delivery notes"),
    Counted.PRO_FORMAS: N_("Pro forma"),
    Counted.INVOICES: N_("Invoices"),
    Counted.GLOBAL_INVOICES: N_("Global invoices"),
    Counted.STATEMENTS: N_("Statements"),
    Counted.MESSAGES: N_("Messages"),
    Counted.SITES: N_("Sites"),
    Counted.CONTACTS: N_("Contacts"),
    Counted.PHOTOS: N_("Photos"),
    Counted.ANIMALS: N_("Animals"),
    Counted.APPOINTMENTS: N_("Appointments"),
    Counted.COMMENTS: N_("Comments"),
}


def merged(survivor: Client, number: int) -> str:
    """That a fiche was merged into this one, by its number."""
    said = _("No. {merged} opens {name} (No. {survivor}) from now on.")
    return said.format(merged=number, name=full_name(survivor), survivor=survivor.id)


def named(fiche: MergedIn) -> str:
    """`N° 362 MARTIN Jeanne`"""
    return f"{_('No. {number}').format(number=fiche.id)} {fiche.name}"


def sums(seen: MergePreview) -> list[tuple[str, str]]:
    """Labels and values: each figure of both and their sum, the rows of both, the consent that holds."""
    ours, theirs, both = seen.survivor.position, seen.merged.position, seen.together
    amounts = (
        (_("Unpaid"), ours.unpaid, theirs.unpaid, both.unpaid),
        (_("Credit"), ours.credit, theirs.credit, both.credit),
    )
    pairs = [
        (label, f"{formats.amount(one)} + {formats.amount(other)} = {formats.amount(total)}")
        for label, one, other, total in amounts
        if total
    ]
    pairs.append((_("Balance"), balances(seen)))
    pairs.append((_("Altogether"), counts(seen.survivor.counts, seen.merged.counts)))
    return [*pairs, *_phones(seen), *_consents(seen)]


def balances(seen: MergePreview) -> str:
    """`Doit 120,00 + Avoir 20,00 = Doit 100,00`"""
    one, other = balance(seen.survivor.position.balance), balance(seen.merged.position.balance)
    return f"{one} + {other} = {balance(seen.together.balance)}"


def counts(ours: Mapping[Counted, int], theirs: Mapping[Counted, int]) -> str:
    """`Ventes 12 + 3, Paiements 4 + 0`: the kinds of which one of the two has any."""
    said = [
        f"{_(COUNTED[kind])} {formats.count(ours[kind])} + {formats.count(theirs[kind])}"
        for kind in Counted
        if ours[kind] or theirs[kind]
    ]
    return ", ".join(said) or _("no operation, no paper")


def _phones(seen: MergePreview) -> list[tuple[str, str]]:
    """The phones of the fiche that stays, where they are not its own: none of the two loses one if there is
    room.
    """
    before, after = _numbers(seen.survivor.fields), _numbers(seen.fields) if seen.fields else ()
    return [(_("Phones"), " / ".join(map(formats.phone, after)))] if after and after != before else []


def _numbers(fields: ClientFields) -> tuple[str, ...]:
    return tuple(phone for phone in (fields.mobile, fields.work_phone, fields.home_phone) if phone)


def _consents(seen: MergePreview) -> list[tuple[str, str]]:
    return [
        (
            consent_words.channel(channel),
            f"{_word(pair.survivor)} + {_word(pair.merged)} = {_word(pair.together)}",
        )
        for channel, pair in seen.consents.items()
    ]


def _word(said: Word | None) -> str:
    return consent_words.word(said) if said is not None else "–"
