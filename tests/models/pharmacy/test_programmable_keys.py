"""The six keys of the fiche to which a pharmacy gives a name and something to do."""

import pytest

from models.people.staff.login import Member
from models.pharmacy import programmable_keys
from models.pharmacy.choices import ChangedMeanwhile
from models.pharmacy.programmable_keys import FREE, KEYS, Does, NotForAKey, NothingToDo, ProgrammableKey
from models.refusals import ControlCharacters, Refused, TooLong
from models.store import settings
from tests.asking import by_staff

LABEL = ProgrammableKey("Étiquette", Does.COMMAND, "Print a label")
PAY = ProgrammableKey("Encaisser", Does.FICHE, "fiche.pay")


def choose(staff: Member, seen: dict[str, ProgrammableKey] | None = None, **keys: ProgrammableKey) -> None:
    """`k2=…` gives the key 2 its meaning."""
    before = programmable_keys.programmable_keys() if seen is None else seen
    wanted = before | {name[1:]: each for name, each in keys.items()}
    programmable_keys.choose(wanted, seen=before, by=by_staff(staff.id))


@pytest.mark.capability("fiche-mcu")
def test_a_key_keeps_its_name_and_what_it_does_until_it_is_freed(cashier: Member) -> None:
    assert programmable_keys.programmable_keys() == dict.fromkeys(KEYS, FREE)
    choose(cashier, k1=LABEL, k6=PAY)
    assert programmable_keys.programmable_keys() == {**dict.fromkeys(KEYS, FREE), "1": LABEL, "6": PAY}
    choose(cashier, k1=FREE)
    assert programmable_keys.programmable_keys() == {**dict.fromkeys(KEYS, FREE), "6": PAY}


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (ProgrammableKey("Étiquette"), NothingToDo),
        (ProgrammableKey("x", Does.FICHE, "clients.open"), NotForAKey),
        (ProgrammableKey("x", Does.FICHE, "fiche.pay'); app.exit('"), NotForAKey),
        (ProgrammableKey("x", Does.COMMAND, "x" * 41), NotForAKey),
        (ProgrammableKey("x", Does.COMMAND, "a\x1b[2J"), NotForAKey),
        (ProgrammableKey("x", Does.COMMAND, ""), NotForAKey),
        (ProgrammableKey("a\x07", Does.COMMAND, "label"), ControlCharacters),
        (ProgrammableKey("x" * 31, Does.COMMAND, "label"), TooLong),
    ],
)
def test_what_no_key_can_be_is_refused(cashier: Member, wanted: ProgrammableKey, why: type[Refused]) -> None:
    with pytest.raises(why):
        choose(cashier, k3=wanted)
    assert programmable_keys.programmable_keys() == dict.fromkeys(KEYS, FREE)


def test_two_who_change_the_same_key_do_not_overwrite_one_another(cashier: Member) -> None:
    seen = programmable_keys.programmable_keys()
    choose(cashier, k1=LABEL)
    with pytest.raises(ChangedMeanwhile):
        choose(cashier, seen, k1=PAY)
    choose(cashier, seen, k2=PAY)
    assert programmable_keys.programmable_keys() == {**dict.fromkeys(KEYS, FREE), "1": LABEL, "2": PAY}


def test_what_a_hand_left_in_the_settings_does_nothing(cashier: Member) -> None:
    settings.put("programmable_key.does_1", "rm:everything")
    assert programmable_keys.programmable_keys()["1"] == FREE
