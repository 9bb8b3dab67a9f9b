"""The clients: names, phone numbers that could exist, insurers, towns, ceilings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from demo import companies
from demo.names import (
    ARABIC_FAMILIES,
    ARABIC_MEN,
    ARABIC_WOMEN,
    FAMILIES,
    LARGE_ACCOUNTS,
    MEN,
    PHARMACIES,
    PREFIXES,
    WOMEN,
)
from demo.places import AT_HOME, MOBILES, STREETS, TOWNS, Town
from models.people.clients.table import ClientKind
from models.people.clients.verbs import ClientFields
from models.store.search.folding import fold
from models.values import Centimes

_PER_HOUSE = 100
_ENTERED_AGAIN = 150
"""Of so many persons, one has two fiches."""
_WITH_BIRTH_DATE = 0.4
_LAST_BORN = date(2024, 12, 31)
_OLDEST_DAYS = 90 * 365
_INSURED = ("CNSS",) * 9 + ("CNOPS",) * 5 + ("AMO Tadamon",) * 3 + ("FAR", "CMIM", "MAMDA-MCMA", "RMA")
_COMPOSED = ("Ait", "Ben", "Bou", "El", "Ou")
_CEILINGS = (50_000, 100_000, 100_000, 150_000, 200_000, 300_000, 500_000)
_LARGE_CEILING = Centimes(50_000_000)
_ALERTS = (
    "Allergie à la pénicilline",
    "Demander la carte d'immatriculation",
    "Chèque impayé en 2024",
    "Ne jamais délivrer sans ordonnance",
    "Diabétique : vérifier les associations",
)
_NOTES = (
    "Règle en fin de mois, après la paie.",
    "Sa fille Nadia passe prendre les médicaments.",
    "Préfère être appelé le matin.",
    "Livraison à domicile le vendredi.",
    "Garder une boîte de lait 2e âge chaque semaine.",
)


def people(count: int, organisms: Mapping[str, int], chance: Random) -> Iterator[ClientFields]:
    """`count` clients; the first are houses."""
    for name in LARGE_ACCOUNTS[: houses(count)]:
        yield _house(name, chance)
    before = ClientFields()
    for number in range(count - houses(count)):
        if number % 400 == 399:
            yield _pharmacy(PHARMACIES[number // 400 % len(PHARMACIES)], chance)
            continue
        values = _person(number, organisms, chance)
        if number % _ENTERED_AGAIN == _ENTERED_AGAIN - 1:
            values = _again(before, values)
        before = values
        yield values


def _again(known: ClientFields, values: ClientFields) -> ClientFields:
    """A second fiche of somebody who is known already, as of a hurried moment."""
    name: dict[str, Any] = {each: getattr(known, each) for each in ("title", "last_name", "first_name")}
    return replace(values, **name, mobile=known.mobile, email="", registration_number="")


def houses(count: int) -> int:
    """The number of houses among so many clients."""
    return min(count // _PER_HOUSE, len(LARGE_ACCOUNTS))


def _person(number: int, organisms: Mapping[str, int], chance: Random) -> ClientFields:
    draw = chance.random
    woman = draw() < 0.55
    if draw() < 0.12:
        last, first = _pick(ARABIC_FAMILIES, chance), _pick(ARABIC_WOMEN if woman else ARABIC_MEN, chance)
    else:
        last = _family(chance)
        first = _pick(WOMEN if woman else MEN, chance)
    town = _town(chance)
    insurer = _pick(_INSURED, chance) if draw() < 0.7 else ""
    registration, affiliation = _numbers(insurer, chance)
    return ClientFields(
        last_name=last.upper(),
        first_name=first.replace("-", " "),
        title=("Mme" if woman else "M.") if draw() < 0.8 else "",
        kind=ClientKind.PASSING if draw() < 0.04 else ClientKind.REGULAR,
        # Some have a loyalty card; the code of the others is their number.
        code=f"CF{number:07d}" if draw() < 0.3 else "",
        mobile=_mobile(chance) if draw() < 0.93 else "",
        home_phone=_fixed(town, chance) if draw() < 0.2 else "",
        email=_email(first, last, number) if first.isascii() and draw() < 0.3 else "",
        address=f"{1 + int(draw() * 180)}, {_pick(STREETS, chance)}" if draw() < 0.6 else "",
        postal_code=town.postal_code,
        city=town.name,
        organism=organisms.get(insurer),
        registration_number=registration,
        affiliation_number=affiliation,
        share_balance=draw() < 0.5,
        share_points=draw() < 0.5,
        share_history=draw() < 0.15,
        ceiling=_ceiling(chance),
        alert=_pick(_ALERTS, chance) if draw() < 0.04 else "",
        info=_pick(_NOTES, chance) if draw() < 0.06 else "",
        birth_date=_birth_date(number),
    )


def _birth_date(number: int) -> date | None:
    """Known of some. Drawn by the number of the person, so that it changes nothing of what else is drawn."""
    chance = Random(f"birth {number}")
    if chance.random() > _WITH_BIRTH_DATE:
        return None
    return _LAST_BORN - timedelta(days=int(chance.random() * _OLDEST_DAYS))


def _house(name: str, chance: Random) -> ClientFields:
    town = TOWNS[0]
    return ClientFields(
        last_name=name,
        work_phone=_fixed(town, chance),
        address=f"{1 + int(chance.random() * 180)}, {_pick(STREETS, chance)}",
        postal_code=town.postal_code,
        city=town.name,
        ceiling=_LARGE_CEILING,
        info="Relevé mensuel, règlement par virement.",
        **companies.of(name),
    )


def _pharmacy(name: str, chance: Random) -> ClientFields:
    town = _town(chance)
    return ClientFields(
        last_name=f"Pharmacie {name}",
        kind=ClientKind.PHARMACY,
        work_phone=_fixed(town, chance),
        postal_code=town.postal_code,
        city=town.name,
        **companies.of(f"Pharmacie {name}"),
    )


def _family(chance: Random) -> str:
    """BENNANI, EL AMRANI, or the names of both families."""
    name = _pick(FAMILIES, chance)
    if chance.random() < 0.1:
        return f"{name} {_pick(FAMILIES, chance)}"
    return name if name.startswith(_COMPOSED) else _pick(PREFIXES, chance) + name


def _pick(choices: tuple[str, ...], chance: Random) -> str:
    return choices[int(chance.random() * len(choices))]


def _digits(count: int, chance: Random) -> str:
    return f"{int(chance.random() * 10**count):0{count}d}"


def _town(chance: Random) -> Town:
    towns = TOWNS[:AT_HOME] if chance.random() < 0.85 else TOWNS
    return towns[int(chance.random() * len(towns))]


def _mobile(chance: Random) -> str:
    return f"+212{_pick(MOBILES, chance)}{_digits(7, chance)}"


def _fixed(town: Town, chance: Random) -> str:
    return town.fixed + _digits(5, chance)


def _email(first: str, last: str, number: int) -> str:
    """An address in a domain reserved for examples, so nobody is ever written to."""
    return f"{fold(first)}.{fold(last)}{number % 100}@courriel.example".replace(" ", "-")


def _numbers(insurer: str, chance: Random) -> tuple[str, str]:
    """Registration and affiliation numbers in the insurers' formats."""
    if insurer == "CNSS":
        return _digits(9, chance), _digits(7, chance)
    return (_digits(8, chance), "") if insurer else ("", "")


def _ceiling(chance: Random) -> Centimes | None:
    """Mostly the pharmacy's default; unlimited for a few; an amount for a third."""
    draw = chance.random()
    if draw < 0.6:
        return None
    return Centimes(0) if draw < 0.65 else Centimes(_CEILINGS[int(chance.random() * len(_CEILINGS))])
