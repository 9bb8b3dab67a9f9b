"""What the pharmacy uses: switched on and off for everybody, and nothing lost by it."""

import pytest

from models.people.staff.login import Member, engage
from models.pharmacy import features
from models.pharmacy.features import AT_FIRST, Feature, NotAFeature, in_use
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store import settings
from models.store.connection import transaction
from tests import statements
from tests.asking import by_staff

EVERY = frozenset(Feature)
PHOTO, PREPARATIONS = Feature.PHOTO, Feature.PREPARATIONS


def choose(staff: int, *new: Feature, seen: frozenset[Feature] | None = None) -> None:
    features.choose(frozenset(new), seen=in_use() if seen is None else seen, by=by_staff(staff))


def test_a_new_pharmacy_uses_what_sobrus_has(cashier: Member) -> None:
    assert in_use() == AT_FIRST == {PREPARATIONS}


def test_each_feature_is_switched_on_and_off_by_itself(cashier: Member) -> None:
    for feature in Feature:
        choose(cashier.id, *(in_use() | {feature}))
        assert feature in in_use()
    assert in_use() == EVERY
    for feature in Feature:
        choose(cashier.id, *(in_use() - {feature}))
        assert feature not in in_use()
    assert in_use() == set()


def test_they_are_read_in_one_statement(cashier: Member) -> None:
    choose(cashier.id, *EVERY)
    in_use()
    with statements.counted() as run:
        assert in_use() == EVERY
    assert len(run) == 1


def test_two_people_switch_different_features_and_both_stand(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), in_use()
    choose(other.id, PREPARATIONS, PHOTO, seen=seen)
    choose(cashier.id, seen=seen)
    assert in_use() == {PHOTO}


def test_two_people_who_wish_the_same_do_not_quarrel(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), in_use()
    for staff in (other.id, cashier.id):
        choose(staff, PREPARATIONS, PHOTO, seen=seen)
    assert in_use() == {PREPARATIONS, PHOTO}


def test_what_is_no_feature_is_refused_with_its_name_and_nothing_is_switched(cashier: Member) -> None:
    wrong = frozenset({PHOTO, "teleportation"})
    with pytest.raises(NotAFeature) as refused:
        features.choose(wrong, seen=in_use(), by=by_staff(cashier.id))  # type: ignore[arg-type]
    assert refused.value.name == "teleportation"
    assert in_use() == AT_FIRST


def test_a_setting_of_a_version_to_come_is_no_feature_here(cashier: Member) -> None:
    with transaction():
        settings.put("feature.teleportation", "on")
    assert in_use() == AT_FIRST


def test_each_choice_leaves_a_trail_and_none_where_nothing_changed(cashier: Member) -> None:
    choose(cashier.id, PREPARATIONS)
    assert not Trail.select().where(Trail.verb == features.VERB).exists()
    choose(cashier.id, PHOTO)
    (record,) = Trail.select().where(Trail.verb == features.VERB)
    assert record.staff_id == cashier.id
    assert record.details()["after"] == {"feature.preparations": "off", "feature.photo": "on"}


def test_the_same_request_twice_is_done_once(cashier: Member) -> None:
    op_id, seen = new_key(), in_use()
    for _ in range(2):
        features.choose(EVERY, seen=seen, by=by_staff(cashier.id, op_id))
    assert Trail.select().where(Trail.verb == features.VERB).count() == 1


def test_who_left_switches_nothing(cashier: Member) -> None:
    with transaction() as database:
        database.execute_sql("UPDATE staff SET active = FALSE")
    with pytest.raises(StaffInactive):
        choose(cashier.id, PHOTO)
