"""What becomes of each field, consent and discount when two fiches become one (INV-45).

A field that differs is the survivor's, unless that is empty; a person may choose otherwise. What belongs
together (an address, a bank account) is taken whole. Flags that share figures are those of both, and the
consent is the more restrictive one: nobody chooses these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, ClassVar

from models.custom_fields.values import field_of, form_name
from models.outbox.consents.table import Word
from models.people.clients.fields import EMPTY, ClientFields
from models.people.clients.table import ClientKind
from models.people.clients.verbs import full_name
from models.refusals import N_, Refused
from models.store.text import limit_of
from models.trade.prices.discounts import ClientDiscounts

DISCOUNTS = "discounts"
"""What the default discounts are called among the fields: they stand in a table of their own."""

_SHARED = ("share_balance", "share_points", "share_history")
_JOINED = {"alert": " · ", "info": "\n"}
"""Remarks: where both have one, both are kept if there is room, unless somebody chooses."""
_PHONES = ("mobile", "work_phone", "home_phone")
_SPARE = ("home_phone", "work_phone")
"""The columns that take a phone which has lost its own: no message is sent to these."""
_PRICES = ("price_list", "uses_price_list")
"""The list and whether it is used: never the one of one fiche with the other of the other."""
_TOGETHER = (
    ("address", "postal_code", "city", "province", "country"),
    ("organism", "registration_number", "affiliation_number"),
    ("siren", "siret", "naf", "vat_number"),
    ("ice", "tax_number", "trade_register", "business_tax"),
    _PRICES,
    ("rib", "iban", "bic", "bank_name", "account_holder"),
)
"""Fields of which none says anything without the others."""
_NAMES = tuple(field.name for field in fields(ClientFields) if field.name not in ("code", "custom"))


class Side(StrEnum):
    """Whose value of a field goes on."""

    SURVIVOR = "survivor"
    MERGED = "merged"
    BOTH = "both"
    """A remark: one below the other."""


Choices = Mapping[str, Side]
"""By field, what somebody chose. Custom fields are named as in forms (`custom_7`)."""


@dataclass
class BlockedNeedsChoice(Refused):
    """One of the two is blocked and the other is not: a person has to say which it is from now on."""

    name: str
    field: ClassVar[str] = "blocked"
    sentence: ClassVar[str] = N_("{name} is blocked and the other fiche is not: choose which holds.")


@dataclass
class KindNeedsChoice(Refused):
    """One of the two is another pharmacy, the other a person."""

    name: str
    field: ClassVar[str] = "kind"
    sentence: ClassVar[str] = N_("{name} is a pharmacy and the other fiche is not: choose which holds.")


@dataclass
class NotToChoose(Refused):
    """There is no such choice: the field does not differ, or follows a rule, or takes one value only."""

    field: str
    sentence: ClassVar[str] = N_("There is nothing to choose here.")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs between two fiches.

    Attributes:
      name: the field, `custom_7` for a custom one, `DISCOUNTS` for the default discounts
      survivor, merged: its two values, as `ClientFields` or `ClientDiscounts` have them; "" is none
      sides: what may be chosen; empty where a rule decides
      side: what goes on without a choice; None where somebody has to choose
    """

    name: str
    survivor: Any
    merged: Any
    sides: tuple[Side, ...]
    side: Side | None


def differences(
    survivor: ClientFields, merged: ClientFields, discounts: tuple[ClientDiscounts, ClientDiscounts]
) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the fiche. Codes are no such field: both stay."""
    found = [
        _difference(name, getattr(survivor, name), getattr(merged, name), _first(name, survivor))
        for name in _NAMES
        if getattr(survivor, name) != getattr(merged, name)
    ]
    for key in sorted({*survivor.custom, *merged.custom}):
        ours, theirs = survivor.custom.get(key, ""), merged.custom.get(key, "")
        if ours != theirs:
            found.append(_difference(form_name(key), ours, theirs, not ours))
    if discounts[0] != discounts[1]:
        found.append(_of_discounts(*discounts))
    return tuple(found)


def merged_fields(survivor: ClientFields, merged: ClientFields, choices: Choices) -> ClientFields:
    """The fields of the survivor after the merge. Raises `BlockedNeedsChoice`, `KindNeedsChoice` or
    `NotToChoose`.
    """
    differing = {each.name: each for each in differences(survivor, merged, (ClientDiscounts(),) * 2)}
    for name in choices:
        if name not in differing and name != DISCOUNTS:
            raise NotToChoose(name)
    sides: dict[str, Side] = {}
    for name, each in differing.items():
        side = _chosen(each, choices)
        if side is None:
            raise _needs_choice(name, survivor, merged)
        sides[name] = side
    plain: dict[str, Any] = {
        name: _taken(name, getattr(survivor, name), getattr(merged, name), side)
        for name, side in sides.items()
        if field_of(name) is None
    }
    custom = dict(survivor.custom)
    for name, side in sides.items():
        key = field_of(name)
        if key is not None and side is Side.MERGED:
            custom[key] = merged.custom.get(key, "")
    kept = {key: text for key, text in custom.items() if text}
    after = replace(survivor, **plain, custom=kept)
    if after.price_list is None:
        after = replace(after, uses_price_list=False)  # The tick of one fiche, the list of neither.
    return _with_all_phones(after, survivor, merged)


def merged_discounts(survivor: ClientDiscounts, merged: ClientDiscounts, choices: Choices) -> ClientDiscounts:
    """The default discounts of the survivor after the merge: those of one of the two, never a mixture. Raises
    `NotToChoose`.
    """
    if survivor == merged:
        if DISCOUNTS in choices:
            raise NotToChoose(DISCOUNTS)
        return survivor
    side = _chosen(_of_discounts(survivor, merged), choices)
    return merged if side is Side.MERGED else survivor


def stricter(survivor: Word | None, merged: Word | None) -> Word | None:
    """The consent of both, None being silence: nobody gets what one of the fiches may not get."""
    words = (survivor, merged)
    if Word.STOP in words:
        return Word.STOP
    if Word.NO_MARKETING in words:
        return Word.NO_MARKETING
    if words == (Word.AGREES, Word.AGREES):
        return Word.AGREES
    # Who agreed on one fiche alone is not written to on the ground of it: marketing needs both.
    return None if survivor is None else Word.NO_MARKETING


def _first(name: str, survivor: ClientFields) -> bool:
    """Whether the merged fiche fills this field where nobody chooses: the survivor's is empty, and with it
    all that belongs to it.
    """
    group = next((group for group in _TOGETHER if name in group), (name,))
    return all(_is_empty(each, getattr(survivor, each)) for each in group)


def _is_empty(name: str, value: Any) -> bool:
    """A flag says something either way; but of the price list it says nothing without one."""
    return value == EMPTY[name] and (name in _PRICES or not isinstance(value, bool))


def _difference(name: str, ours: Any, theirs: Any, theirs_first: bool) -> Difference:
    sides: tuple[Side, ...] = (Side.SURVIVOR, Side.MERGED)
    side: Side | None = Side.MERGED if theirs_first else Side.SURVIVOR
    if name in _SHARED:
        sides, side = (), Side.SURVIVOR if not ours else Side.MERGED
    elif name == "blocked" or (name == "kind" and ClientKind.PHARMACY in (ours, theirs)):
        side = None
    elif name in _JOINED and ours and theirs and len(_joined(name, ours, theirs)) <= limit_of(name):
        sides, side = (*sides, Side.BOTH), Side.BOTH
    return Difference(name, ours, theirs, sides, side)


def _of_discounts(survivor: ClientDiscounts, merged: ClientDiscounts) -> Difference:
    return _difference(DISCOUNTS, survivor, merged, survivor == ClientDiscounts())


def _chosen(difference: Difference, choices: Choices) -> Side | None:
    side = choices.get(difference.name)
    if side is not None and side not in difference.sides:
        raise NotToChoose(difference.name)
    return side or difference.side


def _needs_choice(name: str, *fiches: ClientFields) -> Refused:
    kind, meant = (
        (BlockedNeedsChoice, [fiche for fiche in fiches if fiche.blocked])
        if name == "blocked"
        else (KindNeedsChoice, [fiche for fiche in fiches if fiche.kind is ClientKind.PHARMACY])
    )
    return kind(full_name(meant[0]))


def _taken(name: str, ours: Any, theirs: Any, side: Side) -> Any:
    if side is Side.BOTH:
        return _joined(name, ours, theirs)
    return theirs if side is Side.MERGED else ours


def _joined(name: str, ours: str, theirs: str) -> str:
    return ours if theirs in ours else f"{ours}{_JOINED[name]}{theirs}"


def _with_all_phones(after: ClientFields, *before: ClientFields) -> ClientFields:
    """Puts a number that no column kept into one that is free; of two people at one number there is one."""
    kept = {name: getattr(after, name) for name in _PHONES}
    for fiche in before:
        for name in _PHONES:
            phone = getattr(fiche, name)
            if phone and phone not in kept.values():
                free = next((each for each in _SPARE if not kept[each]), None)
                if free:
                    kept[free] = phone
    return replace(after, **kept)
