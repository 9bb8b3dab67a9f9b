"""Reference lists and organisms."""

from datetime import date

from models.people.organisms import verbs as organism_keeping
from models.people.organisms.verbs import OrganismFields
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    courier, phone = ReferenceKind.COURIER, "+212612000001"
    karim = references.create(courier, ReferenceFields("Karim", "0612000001"), **shop.who)
    amana = references.create(courier, ReferenceFields("Amana"), **shop.who)
    known = ReferenceFields("Karim", phone)
    references.edit(karim, ReferenceFields("Karim B.", phone), seen=known, **shop.who)
    references.arrange(courier, [amana, karim], seen=[karim, amana], **shop.who)
    references.retire(amana, seen=ReferenceFields("Amana"), **shop.who)
    references.put_back(amana, seen=ReferenceFields("Amana"), **shop.who)
    references.create(ReferenceKind.PAYMENT_TERMS, ReferenceFields("30 jours", days=30), **shop.who)
    old = organism_keeping.create(OrganismFields("MGPAP", date(2020, 1, 1)), **shop.who)
    now = OrganismFields("MGPAP", date(2020, 1, 1), date(2026, 10, 31), successor=1)
    seen = OrganismFields("MGPAP", date(2020, 1, 1))
    organism_keeping.edit(old, now, seen=seen, **shop.who)
    organism_keeping.retire(old, seen=now, **shop.who)
    organism_keeping.put_back(old, seen=now, **shop.who)
