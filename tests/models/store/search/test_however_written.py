"""A name is found however it is written: apostrophes, particles, hyphens, Arabic letters and digits."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import doctor
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.outbox.messages import search as message_search
from models.outbox.messages.listing import MessageListing
from models.people.clients.listing import ClientListing, ClientSort, ClientView
from models.people.clients.verbs import ClientFields
from models.people.duplicates import at_entry
from models.store import connection, opening, schema
from models.store.connection import engine, transaction
from models.store.search.folding import APOSTROPHES, fold, letters, loose, plain
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.listing import ProductListing
from models.trade.catalogue.table import Category, Product
from models.trade.documents import quotes
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind
from models.trade.prices.lines import NewLine
from models.trade.returns.product_history import ProductHistory
from models.trade.sales import verbs as sales
from models.trade.sales.listing import SaleListing
from tests.asking import by_staff
from tests.models.conftest import Counter

WRITTEN = [
    (
        "M'HAMED",
        ("mhamed", "m'hamed", "m hamed", "hamed", "m’hamed", "mʼham", "M`HAMED", "m´hamed", "mʿhamed"),
    ),
    ("Mʿhamed", ("mhamed", "m'hamed", "m hamed")),
    ("MHAMED", ("m'hamed", "m hamed", "m’ham")),
    ("EL IDRISSI", ("elidrissi", "el idrissi", "idrissi", "el-idrissi", "elid")),
    ("ELIDRISSI", ("el idrissi", "el-idrissi", "el id")),
    ("EL-IDRISSI", ("elidrissi", "el idrissi")),
    ("BEN ALI", ("benali", "ben ali", "ali ben", "ali")),
    ("BENALI", ("ben ali", "ben-ali", "ben al")),
    ("AÏT BEN HADDOU", ("aitbenhaddou", "ait benhaddou", "aitben haddou", "benhaddou", "ait ben haddou")),
    ("AITBENHADDOU", ("aït ben haddou", "ait benhaddou")),
    ("ABD EL KADER", ("abdelkader", "abdel kader", "abd elkader", "elkader")),
    ("OULD EL HADJ", ("ouldelhadj", "elhadj", "ould elhadj")),
    ("DE LA TOUR", ("delatour", "latour", "de latour")),
    ("LE GOFF", ("legoff", "le goff")),
    ("FATIMAZAHRA", ("fatima zahra", "fatima-zahra", "fatima zah")),
    ("FATIMA ZAHRA", ("fatimazahra", "fatimaza")),
    ("JEAN-PIERRE", ("jeanpierre", "jean pierre", "pierre")),
    ("D'ANGELO", ("dangelo", "d angelo", "angelo")),
    ("عبد الرحمان", ("عبدالرحمان", "عبد الرحمان", "الرحمان")),
    ("عبدالرحمان", ("عبد الرحمان", "عبد الر")),
    ("مصطفى", ("مصطفي", "مصطفى", "مصطفی", "مصـــطفى", "مُصْطَفَى")),
    ("مصطفي", ("مصطفى",)),
    ("فاطمة", ("فاطمه", "فاطمة", "فاطمۃ")),
    ("ٱحمد", ("أحمد", "احمد", "إحمد", "آحمد", "ٱحمد")),
    ("أحمد", ("ٱحمد", "احمد")),
    ("کريم", ("كريم", "كریم")),
    ("ﻣﺤﻤﺪ", ("محمد",)),
    ("محمد", ("ﻣﺤﻤﺪ", "مح\u200dمد", "\u200fمحمد")),
    ("ﷲ", ("الله",)),
    ("الإدريسي", ("الادريسى", "الأدريسي")),
]


def clients_found(text: str, **listing: object) -> list[int]:
    rows = ClientListing(text, ClientView.ALL, **listing).read(20)  # type: ignore[arg-type]
    assert ClientListing(text, ClientView.ALL).count() == len(rows)
    return [row.id for row in rows]


@pytest.mark.parametrize(("name", "typed"), WRITTEN, ids=[ascii(name) for name, _ in WRITTEN])
def test_a_name_is_found_however_it_is_written(counter: Counter, name: str, typed: tuple[str, ...]) -> None:
    as_last, as_first = counter.client(name, "Zoé"), counter.client("Martin", name)
    counter.client("Dupont", "Jeanne")
    for text in typed:
        both = {as_last, as_first}
        assert set(clients_found(text)) == both, text
        assert set(clients_found(text, sort=ClientSort.PHONE)) == both, text
        assert {row.id for row in RecipientListing(RecipientFilter(search=text)).read(9)} == both, text
        assert set(message_search.named(text)[0]) == both, text
    assert doctor.examine() == []


@pytest.mark.capability("search-exact")
@pytest.mark.parametrize("text", ["=benali", "=ben ali", "=BEN-ALI", "=benali zoe", "=zoe ben ali"])
def test_an_exact_name_is_exact_however_it_is_written(counter: Counter, text: str) -> None:
    meant = counter.client("Ben Ali", "Zoé")
    for last, first in (("Benalia", "Zoé"), ("Alami", "Ben Ali"), ("Tazi", "Karim Ben Ali")):
        counter.client(last, first)
    assert clients_found(text) == [meant]


def test_a_phone_is_found_by_the_digits_of_any_script(counter: Counter) -> None:
    meant = counter.client("Tazi", "Ali", mobile="0612345678")
    for text in ("٠٦١٢٣٤", "^٠٦١٢", "۰۶۱۲", "٠٦ ١٢ ٣٤"):
        assert clients_found(text) == [meant], text


NOTHING = [
    "[/]",
    "😀",
    "'",
    "-",
    ".",
    "\u200b",
    "\u0301",
    "َ",
    "*",
    "=",
    "^",
    "=*",
    "^+",
    "#",
    "…",
    "%_",
    "\u200f",
    "ـ",
]


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_what_holds_no_letter_and_no_digit_finds_nobody(counter: Counter, text: str) -> None:
    client = counter.client()
    product = counter.product(100)
    sales.sell(client, [NewLine(product)], note="-.'*%…", by=by_staff(counter.staff))
    quotes.create(client, [NewLine(product)], by=by_staff(counter.staff))
    for searched in (
        SaleListing(client, text=text),
        OperationListing(client, (OperationKind.SALE,), text=text),
        DocumentListing(client, DocumentKind.QUOTE, text=text),
        ProductHistory(client, text=text),
        MessageListing(search=text),
        MessageListing(client=client, search=text),
    ):
        assert (searched.count(), [*searched.read(9)]) == (0, []), searched
    for view in ClientView:
        listing = ClientListing(text, view)
        assert (listing.count(), [*listing.read(9)], [*listing.last(9)]) == (0, [], [])
    assert [*ClientListing(text, sort=ClientSort.BALANCE).read(9)] == []
    assert RecipientListing(RecipientFilter(search=text)).count() == 0
    assert message_search.named(text)[0] is None
    assert (ProductListing(text).count(), catalogue.find(text)) == (0, [])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("L'ORÉAL Shampooing", ("loreal", "l'oreal", "l’oréal", "l oreal", "oreal sham")),
        ("A-DERMA Exomega", ("aderma", "a-derma", "a derma", "derma")),
        ("AVENE Eau", ("avène",)),
        ("ALOREX Gel", ("al-orex", "al orex")),
        ("كريم ى", ("کریم",)),
        ("Coton 20 g", ("coton ٢٠",)),
    ],
)
def test_a_product_is_found_however_it_is_written(
    counter: Counter, name: str, typed: tuple[str, ...]
) -> None:
    row = Product.create(
        code="Z9", name=name, category=Category.create(name="Beauté"), price=100,
        search_key=catalogue.search_key(name, "Z9"),
    )  # fmt: skip
    for text in typed:
        assert [found.id for found in catalogue.find(text)] == [row.id], text
        assert ProductListing(text).count() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ben Ali", "Mohamed"), ("Benali", "Mohamed")),
        (("ELIDRISSI", "Karim"), ("El Idrissi", "Karim")),
        (("M'HAMED", "Zoé"), ("MHAMED", "Zoé")),
        (("Alami", "Fatima Zahra"), ("Alami", "Fatimazahra")),
        (("Mohamed", "Ben Ali"), ("Benali", "Mohamed")),
        (("عبد الرحمان", "مصطفى"), ("عبدالرحمان", "مصطفي")),
    ],
)
def test_duplicates_are_compared_without_spaces(
    counter: Counter, one: tuple[str, str], other: tuple[str, str]
) -> None:
    known = counter.client(*one)
    counter.client("Zniber", "Leïla")
    assert [row.id for row in at_entry.likely(ClientFields(*other))] == [known]


@given(st.text(max_size=30))
def test_what_is_overlooked_once_is_overlooked_for_good(text: str) -> None:
    assert loose(loose(text)) == loose(text)
    assert all(part.isalnum() for part in loose(text).split())
    assert plain(plain(text)) == plain(text)


def test_both_engines_overlook_the_same_letters(counter: Counter) -> None:
    """PostgreSQL has no Python: what it makes of a text is what the search makes of it"""
    counter.product(100)
    for text in (*letters(), *APOSTROPHES, "L’été à Agâdir n° 10 %", "مُصطفى فاطمة ٢٠٢٦"):
        (found,) = Product.select(engine().plain(text)).limit(1).tuples()[0]
        assert found == plain(text), ascii(text)


def test_the_words_of_an_older_database_are_made_again(target: str | Path, tmp_path: Path) -> None:
    """Its clients and products were kept under words that spaces and apostrophes took apart"""
    for name in schema.known()[: schema.known().index("0005_no_marketing") + 1]:
        shutil.copy(schema.MIGRATIONS / f"{name}.py", tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", tmp_path)
        opening.open_database(target)
        _as_it_was_kept("Ben Ali", "Zoé")
        connection.close()
    heard: list[tuple[int, int]] = []

    opening.open_database(target, progress=lambda done, total: heard.append((done, total)))

    steps = len(schema.known()) - len(list(tmp_path.glob("0*.py"))) + 2
    shares = [done / total for done, total in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) > 1 + steps, "each step says that it is done; the words, also how far they are"
    assert [row.last_name for row in ClientListing("benali", ClientView.ALL).read(9)] == ["Ben Ali"]
    assert [row.name for row in catalogue.find("loreal")] == ["L'Oréal"]
    assert not [fault for fault in doctor.examine() if fault.invariant in ("search", "places", "schema")]


def _as_it_was_kept(last_name: str, first_name: str) -> None:
    database = connection.database
    with transaction():
        database.execute_sql(
            "INSERT INTO client (code, kind, status, blocked, title, last_name, first_name, name_key, place,"
            " mobile, work_phone, home_phone, email, address, postal_code, city, registration_number,"
            " affiliation_number, share_balance, share_points, share_history, alert, info, balance, version)"
            f" VALUES ('C1', 'regular', 'sleeping', FALSE, '', '{last_name}', '{first_name}',"
            f" '{fold(last_name)}\t{fold(first_name)}', 4096, '', '', '', '', '', '', '', '', '', FALSE,"
            " FALSE, FALSE, '', '', 0, 1)"
        )
        words = "ben ali zoe c1"
        if "tsvector" in " ".join(engine().search_schema()):
            database.execute_sql(
                f"INSERT INTO client_search (place, standing, words) VALUES (4096, 1, '{words}'::tsvector)"
            )
        else:
            database.execute_sql(
                f"INSERT INTO client_search (rowid, words) VALUES ({4096 << 2 | 1}, '{words}')"
            )
        database.execute_sql("INSERT INTO category (name, regulated) VALUES ('Beauté', FALSE)")
        database.execute_sql(
            "INSERT INTO product (code, name, category_id, price, search_key, active)"
            " VALUES ('P1', 'L''Oréal', 1, 100, 'l oreal p1', TRUE)"
        )
