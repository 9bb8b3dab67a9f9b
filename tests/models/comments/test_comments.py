"""Comments on a client and what is theirs: nothing written is lost, a correction is a new version."""

from datetime import timedelta

import pytest

from models.comments import verbs
from models.comments.listing import Comments, counting_of, versions
from models.comments.table import Comment, Subject, SubjectKind
from models.comments.verbs import CommentCorrected, NoSuchComment, NotOfThisClient
from models.merging import verbs as merging
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientAnonymised
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.staff import login
from models.privacy import known, redaction
from models.refusals import Missing, TooLong
from models.store import clock
from models.trade.documents import quotes
from models.trade.prices.lines import NewLine
from models.trash import verbs as trash
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter


def add(counter: Counter, client: int, remark: str, on: Subject | None = None) -> int:
    return verbs.add(client, remark, on=on, by=by_staff(counter.staff))


def remarks(client: int, **narrowed: object) -> list[str]:
    listing = Comments(client, **narrowed)  # type: ignore[arg-type]
    rows = listing.read(50)
    assert listing.count() == len(rows)
    return [row.remark for row in rows]


def test_the_newest_comment_is_first_and_says_who_and_when(counter: Counter) -> None:
    client = counter.client()
    first = add(counter, client, "  Passe le vendredi\nAppeler avant ")
    with clock.stopped_at(NOW + timedelta(days=2)):
        colleague = login.engage("L. Bennis", "5678").id
        verbs.add(client, "Préfère l'arabe", by=by_staff(colleague))
    newest, oldest = Comments(client).read(10)
    assert (newest.remark, newest.author) == ("Préfère l'arabe", "L. Bennis")
    assert newest.at == NOW + timedelta(days=2)
    assert (oldest.id, oldest.remark) == (first, "Passe le vendredi\nAppeler avant")
    assert counting_of(client).scalar() == 2
    assert remarks(client, text="arabe") == ["Préfère l'arabe"]
    assert remarks(client, text="APPELER") == [oldest.remark]
    assert remarks(client, since=clock.local_day(NOW + timedelta(days=1))) == [newest.remark]
    assert remarks(client, until=clock.local_day(NOW)) == [oldest.remark]
    assert [row.id for row in Comments(client).read(5, after=newest)] == [first]


def test_a_correction_is_a_new_version_and_the_old_one_stays(counter: Counter) -> None:
    client = counter.client()
    said = add(counter, client, "Doit 20 à sa soeur")
    again = verbs.correct(said, "Doit 20 à son frère", seen=said, by=by_staff(counter.staff))
    (row,) = Comments(client).read(5)
    assert (row.id, row.version, row.versions, row.remark) == (said, again, 2, "Doit 20 à son frère")
    assert [each.remark for each in versions(said)] == ["Doit 20 à sa soeur", "Doit 20 à son frère"]
    assert remarks(client, text="soeur") == []
    with pytest.raises(CommentCorrected) as refused:
        verbs.correct(said, "Autre", seen=said, by=by_staff(counter.staff))
    assert (refused.value.remark, refused.value.version) == ("Doit 20 à son frère", again)
    assert verbs.correct(said, "Doit 20 à son frère", seen=again, by=by_staff(counter.staff)) == again
    with pytest.raises(NoSuchComment):
        verbs.correct(again, "Autre", seen=again, by=by_staff(counter.staff))


def test_a_comment_is_on_what_belongs_to_its_client(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alami", "Salma")
    sale = counter.sell(client, 4_000)
    quote = quotes.create(client, [NewLine(counter.product(4_000))], by=by_staff(counter.staff))
    relation = references.references(ReferenceKind.RELATION)[0].id
    son = contacts.create(client, ContactFields(relation, "Martinez", "Paul"), by=by_staff(counter.staff))
    on_sale, on_quote = Subject(SubjectKind.OPERATION, sale.id), Subject(SubjectKind.DOCUMENT, quote.id)
    on_son = Subject(SubjectKind.CONTACT, son)
    add(counter, client, "échangée contre un grand modèle", on_sale)
    add(counter, client, "rappeler lundi", on_quote)
    add(counter, client, "vient pour sa mère", on_son)
    add(counter, client, "en vacances en août")
    assert [(row.name, row.on) for row in Comments(client).read(9)] == [
        ("", None),
        ("Martinez Paul", on_son),
        (quote.number, on_quote),
        (sale.number, on_sale),
    ]
    assert remarks(client, on=on_sale) == ["échangée contre un grand modèle"]
    corrected = Comments(client, on_quote).read(1)[0]
    verbs.correct(corrected.id, "rappeler mardi", seen=corrected.version, by=by_staff(counter.staff))
    assert remarks(client, on=on_quote) == ["rappeler mardi"]
    for on in (on_sale, on_quote, on_son, Subject(SubjectKind.INVOICE, 99)):
        with pytest.raises(NotOfThisClient):
            add(counter, other, "faux", on)


def test_what_is_empty_or_too_long_is_refused(counter: Counter) -> None:
    client = counter.client()
    for wrong, refusal in ((" \n ", Missing), ("a" * 2001, TooLong)):
        with pytest.raises(refusal):
            add(counter, client, wrong)
    assert Comment.select().count() == 0


def test_a_merged_fiche_brings_its_comments_and_takes_them_back(counter: Counter) -> None:
    kept, ended = counter.client(), counter.client("Martinez", "Jane")
    add(counter, ended, "de l'autre fiche")
    add(counter, kept, "de celle-ci")
    merge(counter, kept, ended)
    assert remarks(kept) == remarks(ended) == ["de celle-ci", "de l'autre fiche"]
    assert counting_of(kept).scalar() == 2
    merging.undo(ended, by=by_staff(counter.staff))
    assert (remarks(kept), remarks(ended)) == (["de celle-ci"], ["de l'autre fiche"])


def merge(counter: Counter, kept: int, ended: int) -> None:
    versions_ = clients.get(kept).version, clients.get(ended).version
    merging.merge(kept, ended, versions=versions_, choices={}, by=by_staff(counter.staff))


def test_comments_go_into_the_trash_with_their_fiche_and_come_back(counter: Counter) -> None:
    client = counter.client()
    add(counter, client, "créé deux fois")
    trash.delete(client, by=by_staff(counter.staff))
    trash.restore(client, by=by_staff(counter.staff))
    assert remarks(client) == ["créé deux fois"]


def test_inv_43_no_comment_outlives_who_it_is_about(counter: Counter) -> None:
    """Corrected ones neither; and a comment on a paper goes although it was written with the other fiche."""
    client, ended = counter.client(), counter.client("Martinez", "Jane")
    said = add(counter, client, "asthmatique")
    verbs.correct(said, "très asthmatique", seen=said, by=by_staff(counter.staff))
    paid = counter.sell(ended, 1_000, cash=1_000)
    merge(counter, client, ended)
    add(counter, client, "payée par Hajja", Subject(SubjectKind.OPERATION, paid.id))
    merging.undo(ended, newer_stay=True, by=by_staff(counter.staff))
    assert "Hajja" in str(known.export(ended))
    redaction.redact(client, by=by_staff(counter.staff))
    redaction.redact(ended, by=by_staff(counter.staff))
    assert {remark for (remark,) in Comment.select(Comment.remark).tuples()} == {"–"}
    assert remarks(client, text="asthm") == []
    with pytest.raises(ClientAnonymised):
        add(counter, client, "encore")
