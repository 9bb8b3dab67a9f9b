"""What the pharmacy chooses: codes, numbers, keys, fields, features, gateways."""

from dataclasses import replace

from messaging import choices
from messaging.directory import choices as directory
from models.money import house_rules
from models.money.house_rules import HouseRules
from models.money.ledger.accounts import PaymentMode
from models.outbox import rules
from models.people.clients import required
from models.people.clients.required import KEZIA
from models.people.staff import security_code
from models.pharmacy import cards, features, prefixes, programmable_keys, required_fields, searching, tab_keys
from models.pharmacy import identity as pharmacy
from models.pharmacy.features import Feature
from models.store import numbering, settings
from models.store.numbering import Series
from models.store.search.by_field import SearchIn
from models.values import Centimes
from tests.codes import SECURITY as CODE
from tests.models.requests.every_verb.shop import Shop, vars_of


def play(shop: Shop) -> None:
    security_code.choose(CODE, current="", **shop.who)
    named = settings.pharmacy()
    pharmacy.change(type(named)(**{**vars_of(named), "phone": "+212537000000"}), seen=named, **shop.who)
    seen = house_rules.house_rules()
    modes = (PaymentMode.CASH, PaymentMode.CARD, PaymentMode.TRANSFER)
    house_rules.change(HouseRules(modes, Centimes(500_000)), seen=seen, **shop.who)
    known = numbering.prefixes()
    prefixes.change({**known, Series.STATEMENT: "REL"}, seen=known, **shop.who)
    keys = programmable_keys.programmable_keys()
    label = programmable_keys.ProgrammableKey("Étiquette", programmable_keys.Does.COMMAND, "label")
    programmable_keys.choose({**keys, "2": label}, seen=keys, **shop.who)
    digits = tab_keys.tab_keys()
    tab_keys.choose({**digits, "5": "messages"}, seen=digits, **shop.who)
    required_fields.change(KEZIA, seen=required.in_force(), **shop.who)
    cards.choose(replace(cards.choice(), symbol=cards.Symbol.QR), seen=cards.choice(), **shop.who)
    searching.choose(SearchIn.PHONE, seen=searching.search_in(), **shop.who)
    features.choose(frozenset(Feature), seen=features.in_use(), **shop.who)
    first = rules.sending_rules()
    rules.change(type(first)(longest=160), seen=first, **shop.who)
    gateways = choices.gateways()
    choices.choose(replace(gateways, sender="Atlas"), seen=gateways, security=CODE, **shop.who)
    directory.choose(replace(directory.choice(), asked=True), seen=directory.choice(), **shop.who)
