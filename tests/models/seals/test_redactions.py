"""A redaction between two seals: the row still holds, as redacted by that request, and the value is gone."""

import json

import pytest

from models import doctor
from models.doctor import seals as checks
from models.privacy.table import Redaction, RedactionState
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.seals import drawing, redactions, verbs, verification
from models.seals.encoding import salted
from models.seals.packing import unpack_salts
from models.seals.table import Occasion, SealRedaction, SealSalts
from models.seals.verification import What
from models.store import clock
from models.store.connection import transaction
from models.trade.sales.table import Sale
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant

SALE = 1


@pytest.fixture
def sealed(counter: Counter) -> Counter:
    """A sale to Jeanne, sealed."""
    counter.sell(counter.client(), 1_000)
    verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff))
    return counter


def redact(counter: Counter, value: str = "–", column: str = "client_name") -> int:
    """As a redaction does: what stands there becomes its blank, and the seal is told first."""
    with transaction():
        request = Trail.create(
            op_id=f"redact {Trail.select().count()}",
            verb="demo.fill",
            actor="staff",
            staff=Staff.get_by_id(counter.staff),
            program="",
            at=clock.now(),
            detail="{}",
        )
        redactions.keep_proof("sale", SALE, {column: value}, trail=request.id)
        Redaction.create(trail=request, client=1, state=RedactionState.DONE)
    plant(f"UPDATE sale SET {column} = '{value}' WHERE operation_id = {SALE}")
    return int(request.id)


def found() -> list[tuple[What, str, str]]:
    return [(each.what, each.table, each.row) for each in verification.verify(whole=True)]


def test_a_redacted_value_holds_and_is_told_as_redacted(sealed: Counter) -> None:
    request = redact(sealed)
    assert found() == []
    verbs.seal(Occasion.DEMAND, by=by_staff(sealed.staff))
    assert found() == []
    (said,) = checks.redacted()
    assert said.figures == {"request": request, "count": 1}


def test_without_its_proof_the_same_change_is_an_alteration(sealed: Counter) -> None:
    plant(f"UPDATE sale SET client_name = '–' WHERE operation_id = {SALE}")
    assert found() == [(What.ALTERED, "sale", str(SALE))]


def test_what_stands_there_afterwards_cannot_be_altered_either(sealed: Counter) -> None:
    redact(sealed)
    plant(f"UPDATE sale SET client_name = 'Somebody' WHERE operation_id = {SALE}")
    assert found() == [(What.ALTERED, "sale", str(SALE))]


def test_the_other_values_of_the_row_still_hold(sealed: Counter) -> None:
    redact(sealed)
    plant(f"UPDATE sale SET contact = 'her son' WHERE operation_id = {SALE}")
    assert found() == [(What.ALTERED, "sale", str(SALE))]


def test_a_value_may_be_redacted_in_parts(sealed: Counter) -> None:
    """First the phone, and years later the rest."""
    first = redact(sealed, json.dumps({"code": "1", "phone": ""}), "client_identifiers")
    assert found() == []
    second = redact(sealed, "{}", "client_identifiers")
    assert found() == []
    assert [row.trail_id for row in SealRedaction.select().order_by(SealRedaction.id)] == [first, second]
    assert len({row.sealed for row in SealRedaction.select()}) == 1


def test_the_salt_is_gone_so_that_nobody_can_try_names(sealed: Counter) -> None:
    salts = {salt for row in SealSalts.select() for salt in unpack_salts(row.salts) if salt}
    name = Sale.get_by_id(SALE).client_name
    before = {salted(salt, name) for salt in salts}
    redact(sealed)
    kept = {salt for row in SealSalts.select() for salt in unpack_salts(row.salts) if salt}
    row = SealRedaction.get()
    assert row.sealed in before  # whoever has the salt may try
    assert row.sealed not in {salted(salt, name) for salt in kept}
    assert len(salts - kept) == 1


def test_a_redaction_while_a_seal_is_drawn_up_makes_it_anew(counter: Counter) -> None:
    """Else the seal would hold the value that is gone, and the row would be called altered for good."""
    counter.sell(counter.client(), 1_000)
    drawn = drawing.draw_up()
    assert drawn is not None
    redact(counter)
    with pytest.raises(verbs.Overtaken):
        verbs.keep(Occasion.DEMAND, drawn=drawn, by=by_staff(counter.staff))
    verbs.seal(Occasion.DEMAND, by=by_staff(counter.staff))
    assert found() == []


def test_what_is_not_personal_cannot_be_redacted_under_a_seal(sealed: Counter) -> None:
    """A proof that is kept for another column proves nothing."""
    with transaction():
        redactions.keep_proof("operation", SALE, {"number": "V-0"}, trail=1)
    plant(f"UPDATE operation SET number = 'V-0' WHERE id = {SALE}")
    assert found() == [(What.ALTERED, "operation", str(SALE))]


def test_an_alteration_that_is_passed_off_as_a_redaction(sealed: Counter) -> None:
    """Whoever knows how seals are made can write the proof too; but no request redacted anything."""
    with transaction():
        redactions.keep_proof("sale", SALE, {"client_name": "Somebody"}, trail=1)
    plant(f"UPDATE sale SET client_name = 'Somebody' WHERE operation_id = {SALE}")
    assert found() == []
    (fault,) = checks.redacted_values_are_of_a_redaction()
    assert fault.figures == {"row": SALE, "table": "sale", "request": 1}


def test_the_doctor_is_well_after_a_redaction(sealed: Counter) -> None:
    redact(sealed)
    named = [str(fault) for fault in doctor.examine() if fault.invariant == "seals"]
    assert named == []
