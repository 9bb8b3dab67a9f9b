"""The fields of a client that neither a sale nor the list reads: a table beside the client's, so that the row
which every sale locks stays narrow.

A client has a row here once something of it is filled in. A field is a column here and an attribute of
`ClientFields`, under the same name; reading, writing, the trail and the export follow from that.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from peewee import ForeignKeyField as AnyForeignKey

from models.custom_fields.values import CustomValues, CustomValuesField
from models.people.clients.table import Client
from models.people.companies import numbers
from models.people.references.table import Reference
from models.people.tariffs.table import CrossDiscount, PriceList
from models.store import many
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, DayField, ForeignKeyField, TextField
from models.store.prepared import Prepared, given
from models.values import PaymentMode


class ClientDetails(Table):
    """What else is known of a client.

    Attributes:
      birth_date: the day of birth, None if it is not known (fiche-birthdate)
      professional: a company or a professional: the fields of a company are for them (fiche-pro)
      vat_exempt: pays no VAT, as a client abroad (fiche-vat-exempt)
      tax_exclusive: a professional whose papers are without VAT (fiche-ht)
      no_price_breaks: quantities lower no price for them (fiche-no-degressive)
      alcohol_tax_exempt: does not pay the tax on alcohol (fiche-alcohol-exempt)
      account_code: their account in the books (fiche-acct-code)
      anonymous_account: stands in the books among the anonymous clients, without a name (fiche-acct-anon)
      payment_mode: how they usually pay, None if nothing was agreed (fiche-pay-mode)
      payment_terms, shipping_terms, representative, courier: chosen from the reference lists, None if nothing
        is (fiche-pay-terms, fiche-ship-terms, fiche-rep, fiche-courier)
      price_list: the prices they pay, None if they have no list of their own; only where `uses_price_list` is
        ticked (fiche-tariff)
      cross_discount: the table of percentages they get, None if none (disc-cross)
      siren, siret, naf, vat_number: French and European numbers, without separators (co-ids)
      ice, tax_number, trade_register, business_tax: Moroccan numbers: ICE, IF, RC, patente (co-ids)
      custom: the values of the custom fields, by field (cf-set)
      rib, iban, bic, bank_name, account_holder: their bank account (bank-details)
      country: empty for that of the pharmacy (`models.people.postal`)
    """

    client = ForeignKeyField(Client, primary_key=True)
    birth_date = DayField(null=True)
    custom = CustomValuesField(default=dict)
    professional = BooleanField(default=False)
    vat_exempt = BooleanField(default=False)
    tax_exclusive = BooleanField(default=False)
    no_price_breaks = BooleanField(default=False)
    alcohol_tax_exempt = BooleanField(default=False)
    account_code = TextField(default="")
    anonymous_account = BooleanField(default=False)
    payment_mode = ChoiceField(PaymentMode, null=True)
    payment_terms = ForeignKeyField(Reference, null=True, backref="+")
    shipping_terms = ForeignKeyField(Reference, null=True, backref="+")
    representative = ForeignKeyField(Reference, null=True, backref="+")
    courier = ForeignKeyField(Reference, null=True, backref="+")
    price_list = ForeignKeyField(PriceList, null=True, backref="+")
    uses_price_list = BooleanField(default=False)
    cross_discount = ForeignKeyField(CrossDiscount, null=True, backref="+")
    siren = TextField(default="")
    siret = TextField(default="")
    naf = TextField(default="")
    vat_number = TextField(default="")
    ice = TextField(default="")
    tax_number = TextField(default="")
    trade_register = TextField(default="")
    business_tax = TextField(default="")
    rib = TextField(default="")
    iban = TextField(default="")
    bic = TextField(default="")
    bank_name = TextField(default="")
    account_holder = TextField(default="")
    province = TextField(default="")
    country = TextField(default="")


ATTRIBUTES: Mapping[str, str] = {
    name: field.object_id_name if isinstance(field, AnyForeignKey) else name
    for name, field in ClientDetails._meta.fields.items()
    if name != "client"
}
"""By field of `ClientFields`: the attribute of a row that holds its value. Of what is chosen from another
table, that is the key (`…_id`).
"""


def of(clients: Collection[int]) -> dict[int, dict[str, Any]]:
    """The details of these clients, by field; a client of whom none are known is absent."""
    rows = ClientDetails.select().where(many.among(ClientDetails.client, clients))
    return {row.client_id: {name: getattr(row, held) for name, held in ATTRIBUTES.items()} for row in rows}


WITH_COUNTRY = tuple(
    ClientDetails.select(column).where(ClientDetails.client == Client.id).alias(column.name)
    for column in (ClientDetails.province, ClientDetails.country)
)
"""Beside the columns of a client: what a paper needs for the address, without another statement."""
_COUNTRY = Prepared(
    lambda: ClientDetails.select(ClientDetails.province, ClientDetails.country).where(
        ClientDetails.client == given("client")
    )
)


def country_of(row: Client) -> tuple[str, str]:
    """The province and the country of a client; costs a query unless the row was read `WITH_COUNTRY`."""
    if "country" in row.__data__:
        return row.__data__["province"] or "", row.__data__["country"] or ""
    found = _COUNTRY.tuples(client=row.id)
    return tuple(found[0]) if found else ("", "")


def with_countries(clients: Iterable[Client]) -> Sequence[Client]:
    """Many clients, read such that `country_of` asks nothing more."""
    rows = list(clients)
    known = of([row.id for row in rows])
    for row in rows:
        row.__data__ |= {name: known.get(row.id, {}).get(name, "") for name in ("province", "country")}
    return rows


_COMPANY = Prepared(
    lambda: ClientDetails.select(*(getattr(ClientDetails, name) for name in numbers.NAMES)).where(
        ClientDetails.client == given("client"), ClientDetails.professional
    )
)


def company_numbers(client: int) -> dict[str, str]:
    """The legal numbers of a professional that are known, by field; none of anybody else. Costs a query."""
    found = _COMPANY.tuples(client=client)
    return {name: kept for name, kept in zip(numbers.NAMES, found[0], strict=True) if kept} if found else {}


def custom_of(client: int) -> CustomValues:
    """The values of a client's custom fields."""
    found = ClientDetails.select(ClientDetails.custom).where(ClientDetails.client == client).tuples().first()
    return found[0] if found else {}


def write(client: int, values: Mapping[str, Any]) -> None:
    """Writes these fields, inside the transaction of a verb that has locked the client."""
    columns = {ATTRIBUTES[name]: value for name, value in values.items()}
    if not ClientDetails.update(columns).where(ClientDetails.client == client).execute():
        ClientDetails.create(client=client, **columns)


def forget(client: int) -> None:
    """Removes all of them: the client is redacted."""
    ClientDetails.delete().where(ClientDetails.client == client).execute()


def filled_in(values: Mapping[str, Any], empty: Mapping[str, Any]) -> bool:
    """Whether any of these fields says something."""
    return any(values[name] != empty[name] for name in ATTRIBUTES)
