"""The sections of the editor, in their order. A new one is a module with a `SECTION` and a line here."""

from locales import N_
from models.custom_fields.values import field_of as custom_of
from models.pharmacy import features
from tui.clients.sections import (
    bank,
    category,
    company,
    contact,
    custom,
    delivery,
    identity,
    insurance,
    invoicing,
    notes,
    tariffs,
    terms,
)
from tui.clients.sections.section import EditorSection
from tui.forms.fields import Field

SECTIONS: tuple[EditorSection, ...] = (
    identity.SECTION,
    category.SECTION,
    contact.SECTION,
    insurance.SECTION,
    invoicing.SECTION,
    terms.SECTION,
    tariffs.SECTION,
    delivery.SECTION,
    notes.SECTION,
    company.SECTION,
    bank.SECTION,
)


def in_use() -> tuple[EditorSection, ...]:
    """Those of the features that the pharmacy uses."""
    used = features.in_use()
    own = custom.section(used)
    listed = [each for each in SECTIONS if each.feature is None or each.feature in used]
    return (*listed, own) if own is not None else tuple(listed)


def field_named(name: str) -> Field:
    """A field of any section, with its present choices."""
    if custom_of(name) is not None:
        return custom.field_named(name)
    section = next(each for each in SECTIONS if name in each.names)
    return next(field for field in section.fields() if field.name == name)


def asked_label(name: str) -> str:
    """What a field that the pharmacy may require is called, not translated yet; `mobile` is any phone."""
    return N_("Phone") if name == "mobile" else field_named(name).label
