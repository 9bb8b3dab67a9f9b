"""The pharmacy's own fields, and the options of their lists."""

from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining import options
from models.defining.fields import CustomFieldFields
from tests.models.requests.every_verb.shop import Shop


def define(shop: Shop) -> dict[int, str]:
    """One of each record; the values of a client in hers."""
    for record in CustomRecord:
        asked = CustomFieldFields(record, "Peau", CustomKind.LIST, options=("Sèche", "Grasse"))
        field = defining.create(asked, **shop.who)
        seen = defining.fields_of(field)
        defining.edit(field, name="Type de peau", searchable=True, seen=seen, **shop.who)
        option = options.add(field, "Mixte", **shop.who)
        options.rename(option, "Normale", seen="Mixte", **shop.who)
        options.move(option, earlier=True, **shop.who)
        options.retire(option, **shop.who)
        options.restore(option, **shop.who)
        other = defining.create(CustomFieldFields(record, "Autre"), **shop.who)
        defining.move(other, earlier=True, **shop.who)
        defining.retire(other, **shop.who)
        defining.restore(other, **shop.who)
    return {1: "1", 2: "mot"}
