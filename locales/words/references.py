"""The names of the reference lists, and payment terms in words."""

from collections.abc import Mapping

from locales import N_, _, ngettext
from models.people.references.payment_terms import PaymentRule
from models.people.references.table import ReferenceKind

_LISTS: Mapping[ReferenceKind, str] = {
    ReferenceKind.PAYMENT_TERMS: N_("Payment terms"),
    ReferenceKind.SHIPPING_TERMS: N_("Shipping terms"),
    ReferenceKind.REPRESENTATIVE: N_("Representatives"),
    ReferenceKind.COURIER: N_("Couriers"),
    ReferenceKind.RELATION: N_("Relations of contacts"),
}


def reference_list(kind: ReferenceKind) -> str:
    """Conditions de paiement, Livreurs."""
    return _(_LISTS[kind])


_ONE: Mapping[ReferenceKind, str] = {
    ReferenceKind.PAYMENT_TERMS: N_("Payment"),
    ReferenceKind.SHIPPING_TERMS: N_("Shipping"),
    ReferenceKind.REPRESENTATIVE: N_("Representative"),
    ReferenceKind.COURIER: N_("Courier"),
    ReferenceKind.RELATION: N_("Relation"),
}


def one_reference(kind: ReferenceKind) -> str:
    """Paiement, Livreur: what one entry of the list is, in a word."""
    return _(_ONE[kind])


def payment_rule(rule: PaymentRule) -> str:
    """30 jours fin de mois."""
    if not rule.days:
        return _("end of the month") if rule.end_of_month else _("at once")
    days = ngettext("{count} day", "{count} days", rule.days).format(count=rule.days)
    return _("{days} end of month").format(days=days) if rule.end_of_month else days
