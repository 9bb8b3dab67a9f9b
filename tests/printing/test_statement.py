"""The relevé itself, read back from the paper."""

import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.pharmacy.party import Party
from models.trade.statements.content import About, Statement, StatementDetail
from models.values import Centimes
from printing.page import geometry, pagination
from printing.page.rows import columns, continued, rows
from printing.papers import statement
from printing.refusals import Cancelled, FileExists
from tests.printing.conftest import PHARMACY, Make

TextOf = Callable[[bytes], list[str]]
SPACE = "\u00a0"


def contents(pdf: bytes) -> bytes:
    """The file with its streams uncompressed."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    plain = [zlib.decompressobj().decompress(one) if one[:1] == b"\x78" else one for one in streams]
    return pdf + b"".join(plain)


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", contents(pdf)))


@pytest.mark.capability("fiche-phones")
def test_it_says_who_opened_moved_and_closed(make: Make, text_of: TextOf):
    (page,) = text_of(statement.render(make(3, 1)))
    for words in (
        "Pharmacie Atlas",
        "Relevé de compte RC-2026-00012",
        "Jean MARTINEZ",
        "8, rue Ibn Batouta",
        "Période 01/10/2026 – 31/10/2026",
        "Solde avant le 01/10/2026 1 250,00",
        "01/10/2026 Vente V-2026-00000 36,00 1 286,00",
        "Doliprane 1000 mg 2 20,00 10 % 36,00",
        "21/10/2026 Paiement P-2026-00002 · Chèque 100,00 1 222,00",
        "Totaux et solde au 31/10/2026 72,00 100,00 1 222,00",
        "Solde au 31/10/2026 Doit 1 222,00 DH",
        "Plus de 90 jours",
        "ICE 001526374000085",
        "Page 1 / 1",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("opening", "said"), [(0, "Soldé"), (-5000, f"Avoir 50,00{SPACE}DH"), (5000, "Doit 50,00")]
)
def test_the_balance_is_a_word(make: Make, text_of: TextOf, opening: int, said: str):
    (page,) = text_of(statement.render(make(0, opening=opening)))
    assert said.replace(SPACE, " ") in page
    assert "Aucune opération sur cette période." in page


def test_a_pharmacy_in_france_counts_in_euros(make: Make, text_of: TextOf):
    in_france = replace(PHARMACY, country="FR")
    drawn = replace(make(1), pharmacy=in_france, total_discount=Centimes(500))
    (page,) = text_of(statement.render(drawn))
    for said in ("Montants en euros (€)", "Doit 1 292,50 €", "sur la période : 5,00 €."):
        assert said in page
    assert "DH" not in page


def test_inv_06_both_variants_have_the_same_opening_totals_and_closing(make: Make, text_of: TextOf):
    printed = [text_of(statement.render(make(90, 2, detail=detail))) for detail in StatementDetail]
    for words in (
        "Solde avant le 01/10/2026 1 250,00",
        "Totaux et solde au 31/10/2026 4 320,00 3 000,00 2 570,00",
    ):
        assert all(any(words in page for page in pages) for pages in printed)
    simplified, detailed = ("\n".join(pages) for pages in printed)
    assert "V-2026-" in detailed
    assert "V-2026-" not in simplified
    assert "10 %" in detailed
    assert "10 %" not in simplified
    assert detailed.count("Doliprane") == simplified.count("Doliprane") == 120


def test_inv_05_every_page_opens_with_what_the_one_before_carried(make: Make, text_of: TextOf):
    pages = text_of(statement.render(make(300, opening=10_000_000)))
    carried = [match[1] for page in pages if (match := re.search(r"À reporter ([\d ,]+\d)", page))]
    brought = [
        match[1]
        for page in pages
        if (match := re.search(r"Report ([\d ,]+?,\d\d [\d ,]+?,\d\d [\d ,]+?,\d\d)", page))
    ]
    assert len(pages) > 5
    assert len(carried) == len(brought) == len(pages) - 1
    assert all(one.startswith(two) for one, two in zip(carried, brought, strict=True))
    assert [f"Page {n} / {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert sum(len(re.findall(r"V-2026-|P-2026-", page)) for page in pages) == 300
    assert all("Désignation" in page for page in pages)


def test_arabic_names_are_shaped_and_can_be_copied(make: Make, text_of: TextOf):
    client = Party("محمد العلوي", ("15 شارع الحسن الثاني", "طنجة"))
    (page,) = text_of(statement.render(make(2, 1, client=client, label="دوليبران")))
    assert "محمد" in page
    assert "العلوي" in page
    assert "طنجة" in page
    assert "دوليبران" in page


@pytest.mark.parametrize(
    "name",
    [
        "<b>gras</b>",
        "{{ 7*7 }}",
        "{% raw %}",
        "[red]x[/]",
        "a & b < c",
        "</div><img src=x>",
        "%(x)s {amount}",
    ],
)
def test_a_name_is_never_markup(make: Make, text_of: TextOf, name: str):
    party = Party(name, (name,), name, ((name, name),))
    hostile = replace(make(1, 1, client=party, label=name, invoice=name), pharmacy=party, number=name)
    (page,) = text_of(statement.render(hostile))
    # pdftotext guesses spaces from the gaps between letters.
    assert page.replace(" ", "").count(name.replace(" ", "")) >= 6


@pytest.mark.parametrize(
    "name", ["\x1b]52;c;QUJD\x07", "W" * 200, "👩\u200d⚕️💊", "\u202eabc", "\ud800", "漢字", "ﷺ" * 50]
)
def test_no_name_breaks_the_page(make: Make, name: str):
    party = Party(name, (name,) * 12, name, ((name, name),) * 12)
    pdf = statement.render(replace(make(2, 1, client=party, label=name, invoice=name), pharmacy=party))
    assert page_count(pdf) == 1
    assert b"\x1b" not in "".join(statement.pages(make(2, 1, client=party, label=name))).encode(
        "utf-8", "replace"
    )


def test_nothing_is_fetched_from_outside(make: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was used"))
    name = '<img src="http://127.0.0.1/x.png"><link rel=stylesheet href="file:///etc/passwd">'
    statement.render(make(1, client=Party(name)))


def test_a_figure_is_never_cut(make: Make):
    large = replace(make(1), closing=Centimes(-123_456_789_012_345))
    table = columns(large)
    assert table["balance"].width > geometry.columns({}, products=False, discounts=True)["balance"].width
    assert table["day"].left + sum(column.width for column in table.values()) == pytest.approx(198)


def test_a_product_is_never_parted_from_its_operation(make: Make):
    laid = rows(make(200, 3))
    pages = pagination.paginate(
        laid, Centimes(0), geometry.capacity, geometry.ENDING_ROWS, lambda row: continued(row, 90.0)
    )
    assert sum(not row.continues for page in pages for row in page.rows) == len(laid)


def test_a_sale_that_goes_on_over_the_page_has_its_heading_there_again(make: Make, text_of: TextOf):
    pages = text_of(statement.render(make(1, 90)))
    first, *others = pages
    assert len(others) == 2
    assert "(suite)" not in first
    for page in others:
        assert "01/10/2026 Vente V-2026-00000 (suite)" in page
        assert page.index("(suite)") < page.index("Doliprane")


def test_a_line_says_how_it_was_paid_on_which_invoice_and_what_it_is_about(make: Make, text_of: TextOf):
    sale = replace(make(1).lines[0], invoice="F-2026-00003")
    paid = replace(sale, kind="payment", number="P-2026-00007", modes=("cash", "card"), invoice="")
    about = About("sale", "V-2026-00000", date(2026, 10, 1))
    undone = replace(sale, kind="reversal", number="A-2026-00001", about=about, invoice="")
    for detail in StatementDetail:
        (page,) = text_of(statement.render(replace(make(0, detail=detail), lines=(sale, paid, undone))))
        assert "· facture F-2026-00003" in page
        assert "· Espèces + Carte" in page
        assert "· Vente V-2026-00000 du 01/10/2026" in page


REPRINT = """
import hashlib, sys
import locales
locales.speak("fr")
from printing.papers import statement
from tests.printing.conftest import statement as make
sys.stdout.write(hashlib.sha256(statement.render(make(60, 2))).hexdigest())
"""


def test_inv_44_a_reprint_is_the_same_bytes_in_another_process(make: Make):
    digests = {
        subprocess.run(
            [sys.executable, "-c", REPRINT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert statement.render(make(60, 2)) == statement.render(make(60, 2))


def test_the_file_says_what_it_is_and_nothing_of_the_machine(make: Make):
    pdf = statement.render(make(3))
    inside = contents(pdf)
    title = "Relevé de compte RC-2026-00012 · Jean MARTINEZ".encode("utf-16-be")
    assert b"/Title <feff" + title.hex().encode() in inside
    assert b"/Author (Pharmacie Atlas)" in inside
    assert b"/Lang (fr)" in inside
    assert b"D:20261102093000" in inside
    for path in (Path.cwd(), Path.home(), Path(statement.__file__).parent, Path("/tmp/")):
        assert str(path).encode() not in inside


def test_it_is_set_in_the_fonts_that_come_along(make: Make):
    inside = contents(statement.render(make(3, 1, label="دوليبران")))
    fonts = set(re.findall(rb"/BaseFont /([\w-]+\+[\w-]+)", inside))
    assert fonts
    assert all(b"Noto-Sans" in font or b"Officine" in font for font in fonts), fonts


def test_two_may_print_at_once(make: Make):
    with ThreadPoolExecutor(2) as pool:
        printed = set(pool.map(lambda _: statement.render(make(30, 1)), range(4)))
    assert len(printed) == 1


def test_progress_is_told_up_to_the_end(make: Make, tmp_path: Path):
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    path = statement.write(make(100), tmp_path / "a.pdf", tell)
    (total,) = {total for _, total in told}
    assert [done for done, _ in told] == list(range(1, total + 1))
    assert page_count(path.read_bytes()) == total / 2


@pytest.mark.parametrize("step", [1, 2, 5])
def test_nothing_is_written_when_it_is_cancelled(make: Make, tmp_path: Path, step: int):
    with pytest.raises(Cancelled):
        statement.write(make(100), tmp_path / "a.pdf", lambda done, _: done < step)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_refused_before_any_work(make: Make, tmp_path: Path):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(FileExists):
        statement.write(make(1), tmp_path / "a.pdf", lambda *_: pytest.fail("work was done"))


def test_a_name_is_proposed_for_the_file(make: Make):
    hostile: Statement = make(0, client=Party("../../etc/<b> محمد"))
    assert statement.file_name(hostile) == "releve-RC-2026-00012-etc-b-محمد-2026-10-31.pdf"
    assert PHARMACY.name not in statement.file_name(hostile)
