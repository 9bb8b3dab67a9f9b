"""Templates: what may be left open, what fills it, and who edits them (tpl-global, sms-edit-template)."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.outbox import rules
from models.outbox.channels import mobiles
from models.outbox.channels.gsm import Encoding
from models.outbox.channels.sending_rules import SendingRules
from models.outbox.messages.campaign import Goal
from models.outbox.rules import NeverOpen, NotALength, NotARate
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import LooseBrace, Person, Placeholder, UnknownPlaceholder
from models.outbox.templates.verbs import NoSuchTemplate, TemplateChanged, TemplateNameTaken
from models.pharmacy import identity as pharmacy
from models.refusals import ControlCharacters, Missing, TooLong
from models.requests.trail import Trail
from models.store import settings
from models.store.settings import Pharmacy
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import REMINDER, Desk

JEANNE = Person("MARTINEZ", "Jeanne", Centimes(125_050))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return Desk(counter)


def said(body: str, person: Person = JEANNE, *, fold: bool = False) -> str:
    return rendering.preview(body, person, fold=fold).text


def test_everything_that_may_be_left_open_is_filled_in(counter: Counter) -> None:
    now = settings.pharmacy()
    new = Pharmacy(name="Atlas {24 h}", phone="+212537000000")
    pharmacy.change(new, seen=now, by=by_staff(counter.staff))
    assert said("{client}|{nom}|{prenom}|{solde}") == "Jeanne MARTINEZ|MARTINEZ|Jeanne|1250,50 DH"
    assert said("{pharmacie}|{telephone}|{ date }") == "Atlas {24 h}|0537000000|12/11/2026"
    assert said("{solde}", Person("A", "", Centimes(-5_000))) == "avoir 50,00 DH"
    assert said("{client}.", Person("A {solde}", "", Centimes(0))) == "A {solde}.", "data is no template"


def test_amounts_and_days_never_make_a_text_dearer(counter: Counter) -> None:
    """A narrow no-break space, as screens have it, would make 160 letters 70."""
    body = "{solde} {date} {client}"
    assert rendering.preview(body, JEANNE).measure.encoding is Encoding.GSM7


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("Bonjour {clientt}", UnknownPlaceholder("{clientt}")),
        ("{}", UnknownPlaceholder("{}")),
        ("{client.__class__}", UnknownPlaceholder("{client.__class__}")),
        ("Bonjour {client", LooseBrace()),
        ("}{", LooseBrace()),
        ("{{solde}}", LooseBrace()),
        ("  ", Missing("body")),
        ("a\tb", ControlCharacters("body")),
        ("x" * 1001, TooLong("body", 1001, 1000)),
    ],
)
def test_what_cannot_be_filled_in_is_refused_by_its_name(
    body: str, refusal: Exception, file_cashier: object
) -> None:
    with pytest.raises(type(refusal)) as refused:
        rendering.checked(body)
    assert refused.value == refusal


@given(
    st.lists(
        st.one_of(st.sampled_from([f"{{{name}}}" for name in Placeholder]), st.text(max_size=5)), max_size=8
    ).map("".join)
)
def test_any_text_is_either_refused_or_filled_in_wholly(file_cashier: object, body: str) -> None:
    try:
        clean = rendering.checked(body)
    except (UnknownPlaceholder, LooseBrace, Missing, ControlCharacters, TooLong):
        return
    text = said(clean)
    assert "{" not in text
    assert "}" not in text


def test_folding_reaches_what_is_filled_in(file_cashier: object) -> None:
    person = Person("LEFÈVRE", "François", Centimes(0))
    assert said("Reçu, {client} : à bientôt…", person, fold=True) == "Recu, Francois LEFEVRE : à bientot..."
    assert said("سلام {client}", person, fold=True) == "سلام Francois LEFEVRE"


def test_a_template_is_added_edited_and_retired(desk: Desk) -> None:
    key = templates.create("Rappel", Goal.BALANCE_REMINDER, REMINDER, **desk.who)
    assert templates.edit(key, "Rappel", "Solde : {solde}", version=1, **desk.who) == 2
    (row,) = templates.available(Goal.BALANCE_REMINDER)
    assert (row.name, row.body, row.version) == ("Rappel", "Solde : {solde}", 2)
    assert templates.available(Goal.CUSTOM) == []
    record = Trail.get(Trail.verb == templates.EDITS).details()
    assert record["changes"]["body"] == [REMINDER, "Solde : {solde}"]
    templates.retire(key, version=2, **desk.who)
    assert templates.available() == []
    templates.create("Rappel", Goal.CUSTOM, "De nouveau", **desk.who)
    with pytest.raises(NoSuchTemplate):
        templates.edit(key, "Rappel", "x", version=3, **desk.who)


def test_two_templates_of_one_name_would_be_mixed_up(desk: Desk) -> None:
    templates.create("Été", Goal.CUSTOM, "a", **desk.who)
    other = templates.create("Hiver", Goal.CUSTOM, "a", **desk.who)
    with pytest.raises(TemplateNameTaken):
        templates.create("ete", Goal.CUSTOM, "b", **desk.who)
    with pytest.raises(TemplateNameTaken):
        templates.edit(other, "ÉTÉ", "b", version=1, **desk.who)


def test_nobody_overwrites_unseen(desk: Desk) -> None:
    key = templates.create("Rappel", Goal.CUSTOM, "a", **desk.who)
    templates.edit(key, "Rappel", "b", version=1, **desk.who)
    with pytest.raises(TemplateChanged) as refused:
        templates.edit(key, "Rappel", "c", version=1, **desk.who)
    assert refused.value == TemplateChanged("Rappel", "b", 2)
    assert templates.edit(key, "Rappel", "b", version=1, **desk.who) == 2, "the same wish is no quarrel"


def test_a_template_is_made_once_for_one_request(desk: Desk) -> None:
    asks: dict[str, Any] = {"by": by_staff(desk.counter.staff)}
    first = templates.create("Rappel", Goal.CUSTOM, "a", **asks)
    assert templates.create("Rappel", Goal.CUSTOM, "a", **asks) == first


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("+212612345678", True),
        ("+212712345678", True),
        ("+212522123456", False),
        ("+212801234567", False),
        ("+33612345678", True),
        ("+33145678901", False),
        ("+34612345678", True),
        ("+34911234567", False),
        ("+12025550123", True),
        ("", False),
        ("+999", False),
    ],
)
def test_an_sms_arrives_on_mobiles_only(number: str, mobile: bool) -> None:
    """The ANRT's plan; where a country mixes both, it may be a mobile."""
    assert mobiles.is_mobile(number) is mobile


def test_rules_of_sending_are_kept_and_checked(desk: Desk) -> None:
    first = rules.sending_rules()
    new = SendingRules(160, time(8, 30), time(19), 5)
    rules.change(replace(new, gateway="http"), seen=first, **desk.who)
    assert rules.sending_rules() == new, "where messages go is not chosen here, as it needs the security code"
    for wrong, refusal in (
        (SendingRules(longest=0), NotALength),
        (SendingRules(per_second=0), NotARate),
        (SendingRules(opens=time(20), closes=time(8)), NeverOpen),
    ):
        with pytest.raises(refusal):
            rules.change(wrong, seen=new, **desk.who)
    rules.change(first, seen=new, **desk.who)
    assert rules.sending_rules() == first
