"""The pharmacy's settings, one row each, and its identity."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass

from models.store import clock
from models.store.connection import Table
from models.store.fields import IntegerField, TextField
from models.store.prepared import Prepared, given
from models.values import Centimes

TIME_ZONE = "pharmacy.time_zone"


class Setting(Table):
    name = TextField(primary_key=True)
    value = TextField()
    trail_id = IntegerField(null=True)
    """The request that set it last, if a person asked for it."""


_BY_NAME = Prepared(lambda: Setting.select(Setting.value).where(Setting.name == given("name")))


@dataclass(frozen=True, slots=True)
class Pharmacy:
    """The identity on documents.

    Attributes:
      ice, tax_number, trade_register, business_tax, social_security, professional_number: the numbers on
        Moroccan invoices (CGI art. 145-III): ICE, IF, RC, patente, CNSS, INPE
      siret, vat_number, rcs, naf, rpps, finess: those of a pharmacy in France: its SIRET, its VAT number,
        where and under which number it is registered (RCS), its activity (APE), the RPPS of its holder, its
        FINESS
      time_zone: empty for the country's. It is not printed, but days and hours on papers are of this zone,
        and it says in which country the pharmacy is (`models.people.postal`)
    """

    name: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    phone: str = ""
    ice: str = ""
    tax_number: str = ""
    trade_register: str = ""
    business_tax: str = ""
    social_security: str = ""
    professional_number: str = ""
    siret: str = ""
    vat_number: str = ""
    rcs: str = ""
    naf: str = ""
    rpps: str = ""
    finess: str = ""
    time_zone: str = ""


def pharmacy() -> Pharmacy:
    """The present identity; its name is empty before the first start."""
    found = dict(
        Setting.select(Setting.name, Setting.value).where(Setting.name.startswith("pharmacy.")).tuples()
    )
    return Pharmacy(**{name: found.get(f"pharmacy.{name}", "") for name in Pharmacy.__dataclass_fields__})


def take_time_zone() -> None:
    """Applies the time zone that the pharmacy chose; called when a database is opened, and after
    somebody may have changed it.
    """
    clock.use_zone(get(TIME_ZONE))


def keep_pharmacy(value: Pharmacy) -> None:
    """Replaces the pharmacy's identity. Called by verbs, inside their transaction."""
    for name, text in asdict(value).items():
        put(f"pharmacy.{name}", text)


def default_ceiling() -> Centimes | None:
    """The ceiling of clients without their own; None is no limit."""
    text = get("default_ceiling")
    return Centimes(int(text)) if text else None


def is_demonstration() -> bool:
    """Whether this is an example pharmacy: only there the login screen shows a code."""
    return get("demonstration") != ""


def get(name: str) -> str:
    """The setting's text; empty if it was never set."""
    found = _BY_NAME.tuples(name=name)
    return str(found[0][0]) if found else ""


def several(names: Collection[str]) -> Callable[[], dict[str, str]]:
    """A function that reads these settings in one prepared statement; one that was never set is absent."""
    kept = tuple(names)
    chosen = Prepared(lambda: Setting.select(Setting.name, Setting.value).where(Setting.name.in_(kept)))
    return lambda: dict(chosen.tuples())


def put(name: str, value: str, *, trail: int | None = None) -> None:
    """Stores a setting. Called by verbs, inside their transaction; `trail` is the
    trail of the person's request.
    """
    Setting.insert(name=name, value=value, trail_id=trail).on_conflict(
        conflict_target=[Setting.name], update={Setting.value: value, Setting.trail_id: trail}
    ).execute()
