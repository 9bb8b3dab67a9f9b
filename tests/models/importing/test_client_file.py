"""import-csv: every way to write the file is read in the one way it can be, or refused at its line."""

import codecs
import os
from pathlib import Path

import pytest

from models.files import reading as file_reading
from models.importing.clients import file as client_file
from models.importing.clients import lines as client_lines
from models.importing.clients.file import ClientFile
from models.importing.files import separated, text_file
from models.importing.files.faults import QUOTED, DamagedName, NotAName
from models.money.amounts import AmbiguousAmount, AmountTooLarge
from models.refusals import ControlCharacters, TooLong
from models.values import Centimes

NOBODY = 65534


@pytest.fixture
def read(tmp_path: Path):
    """What is found in a file with this content."""

    def read(content: str | bytes, name: str = "clients.csv") -> ClientFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return client_file.read(path)

    return read


def clients(file: ClientFile) -> list[tuple[str, Centimes]]:
    assert file.faults == []
    return [(f"{each.last_name}|{each.first_name}".rstrip("|"), each.balance) for each in file.accounts]


def faults(file: ClientFile) -> list[tuple[int, int, type]]:
    assert file.fault_count == len(file.faults)
    return [(fault.line, fault.column, type(fault.reason)) for fault in file.faults]


@pytest.mark.capability("import-csv")
def test_the_format_of_the_manual(read) -> None:
    """A Solde crédit of 150.50 is a debt of 150.50."""
    file = read("Nom du client,Solde crédit\nAlaoui Salma,150.50\nBennani Karim,0\nTazi,7.5\n")
    assert clients(file) == [("Alaoui Salma", 15050), ("Bennani Karim", 0), ("Tazi", 750)]
    assert (file.titles, file.encoding, file.delimiter, file.decimal_mark) == (True, "UTF-8", ",", ".")


def test_without_titles_the_first_line_is_a_client(read) -> None:
    file = read("Client passager,150\n")
    assert (clients(file), file.titles) == ([("Client passager", 15000)], False)


def test_a_negative_balance_is_a_credit_of_the_client(read) -> None:
    assert clients(read("Alaoui,-20.50\n")) == [("Alaoui", -2050)]


@pytest.mark.parametrize(
    ("content", "delimiter", "mark"),
    [
        ("Nom;Solde\nAlaoui;1250,50\nBennani;3,5\n", ";", ","),
        ("Alaoui;1250.50\nBennani;3.5\n", ";", "."),
        ('Alaoui,"1250,50"\nBennani,"3,5"\n', ",", ","),
        ("Alaoui\t1250,50\nBennani\t3,5\n", "\t", ","),
    ],
)
def test_a_whole_file_written_otherwise_is_understood_and_it_is_said(read, content, delimiter, mark) -> None:
    file = read(content)
    assert clients(file) == [("Alaoui", 125050), ("Bennani", 350)]
    assert (file.delimiter, file.decimal_mark) == (delimiter, mark)


def test_two_delimiters_in_one_file_are_refused(read) -> None:
    """Read with commas, the second line would be a client “Bennani;12” who owes 50."""
    assert faults(read("Alaoui,1\nBennani;12,50\nTazi;3\nFassi\t4\n")) == [
        (2, 1, separated.OtherDelimiter),
        (3, 1, separated.OtherDelimiter),
        (4, 1, separated.OtherDelimiter),
    ]
    assert faults(read("Alaoui;1,50\nBennani,2\n")) == [(2, 1, separated.OtherDelimiter)]


def test_two_decimal_marks_in_one_file_are_refused(read) -> None:
    assert faults(read("Alaoui;1,50\nBennani;2.50\n")) == [(2, 2, client_lines.OtherDecimalMark)]


@pytest.mark.parametrize(
    ("balance", "reason"),
    [
        ("1.234", AmbiguousAmount),
        ("1.250", AmbiguousAmount),
        ("1234.567", client_lines.TooManyDecimals),
        ("12.3456", client_lines.TooManyDecimals),
        ("1 234.50", client_lines.ThousandsSeparated),
        ("1\u00a0234.50", client_lines.ThousandsSeparated),
        ("1.234.567", client_lines.ThousandsSeparated),
        ("", client_lines.BalanceMissing),
        ("  ", client_lines.BalanceMissing),
        ("=1+1", client_lines.FormulaInstead),
        ("+150", client_lines.FormulaInstead),
        ("@SUM(A1)", client_lines.FormulaInstead),
        ("-A1", client_lines.FormulaInstead),
        ("150 DH", client_lines.NotABalance),
        ("(150)", client_lines.NotABalance),
        ("1e3", client_lines.NotABalance),
        ("١٥٠", client_lines.NotABalance),
        (".50", client_lines.NotABalance),
        ("5.", client_lines.NotABalance),
        ("n/a", client_lines.NotABalance),
        ("100000000.00", AmountTooLarge),
        ("9" * 30, client_lines.NotABalance),
        ("1\x1b[31m", ControlCharacters),
        ("1\x00", ControlCharacters),
    ],
)
def test_a_cell_that_is_no_balance_is_named_with_its_reason(read, balance, reason) -> None:
    assert faults(read(f"Alaoui,1\nBennani,{balance}\n")) == [(2, 2, reason)]


def test_grouped_thousands_between_quotes_are_refused(read) -> None:
    assert faults(read('Alaoui,"1,234.50"\n')) == [(1, 2, client_lines.ThousandsSeparated)]


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+SUM(A1)", "@cmd|' /C calc'!A0", "[red]Dupont[/]", "محمد سعيد", "Ali 😀", 'Dupont "Dédé" Jean'],
)
def test_a_name_is_text_whatever_it_looks_like(read, name) -> None:
    assert clients(read(f"{name},10\n")) == [(name, 1000)]


def test_a_comma_in_a_name_needs_quotes(read) -> None:
    assert clients(read('"Dupont, Jean",10\n"O""Brien",5\n')) == [("Dupont, Jean", 1000), ('O"Brien', 500)]
    assert faults(read("Dupont, Jean,10\n")) == [(1, 1, client_lines.ColumnCount)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", client_lines.NameMissing),
        ("   ", client_lines.NameMissing),
        ("---", NotAName),
        ("😀", NotAName),
        ("A" * 201, TooLong),
        ("Ali\x1b]0:owned\x07", ControlCharacters),
        ("Ali\x00", ControlCharacters),
        ("Ali\u2028Baba", ControlCharacters),
        ("Ben\ufffdani", DamagedName),
    ],
)
def test_a_cell_that_is_no_name_is_named_with_its_reason(read, name, reason) -> None:
    assert faults(read(f"Alaoui,1\n{name},2\n")) == [(2, 1, reason)]


def test_a_name_may_have_two_hundred_letters(read) -> None:
    assert clients(read("A" * 200 + ",1\n")) == [("A" * 200, 100)]


def test_both_cells_of_a_line_may_be_wrong(read) -> None:
    assert faults(read("Alaoui,1\n---,x\n")) == [
        (2, 1, NotAName),
        (2, 2, client_lines.NotABalance),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"Dupont,10', separated.BadQuotes),
        ('"Dupont"x,10', separated.BadQuotes),
        ("Dupont", client_lines.ColumnCount),
        ("Dupont,10,", client_lines.ColumnCount),
        ("Dupont,Jean,10", client_lines.ColumnCount),
        ("Dupont,12,50", client_lines.ColumnCount),
    ],
)
def test_a_line_that_is_not_two_cells_is_named_and_the_next_ones_are_read(read, line, reason) -> None:
    assert faults(read(f"Alaoui,1\n{line}\nTazi,2\n---,3\n")) == [
        (2, 1, reason),
        (4, 1, NotAName),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quoted_line_break_is_a_blank_and_numbers_stay(read, end) -> None:
    lines = ("Alaoui,1", '"Du', 'pont ""Zoé"" ",10', '"Tazi","', '2"')
    assert faults(read(end.join((*lines, "---,3")))) == [(6, 1, NotAName)]
    assert clients(read(end.join(lines))) == [("Alaoui", 100), ('Du pont "Zoé"', 1000), ("Tazi", 200)]


def test_a_quotation_mark_that_nothing_closes_spoils_its_own_line_only(read) -> None:
    lines = ["Alaoui,1", '"Dupont,10', *["Tazi,2"] * 60, '"Zniber",3']
    file = read("\n".join(lines))
    assert faults(file) == [(2, 1, separated.BadQuotes)]
    assert len(file.accounts) == len(lines) - 1


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;", "sep=;;;", "sep = ;"])
def test_the_first_line_may_say_what_separates(read, first) -> None:
    text = f"{first}\nNom;Solde\nAlaoui, Salma;1,50\n"
    assert faults(read(f"{text}x;y\n")) == [(4, 2, client_lines.NotABalance)]
    file = read(text)
    assert (file.delimiter, file.titles) == (";", True)
    assert clients(file) == [("Alaoui, Salma", 150)]


def test_the_first_line_may_say_that_a_tab_separates(read) -> None:
    file = read("\n\nsep=\t\r\nNom\tSolde\r\nAlaoui, Salma\t1,50\r\n")
    assert (file.delimiter, file.titles, clients(file)) == ("\t", True, [("Alaoui, Salma", 150)])


def test_a_mark_in_the_middle_is_in_no_name(read) -> None:
    """Two files with a byte order mark each, put together"""
    assert clients(read("\ufeffAlaoui;1\n\ufeffBennani;2\n")) == [("Alaoui", 100), ("Bennani", 200)]


def test_titles_may_have_a_line_break(read) -> None:
    assert read('"Nom\ndu client";"Solde\ncrédit"\nAlaoui;1\n').titles


def test_blank_lines_are_left_out_counted_and_do_not_shift_numbers(read) -> None:
    file = read("\nNom,Solde\n\n  \n,\nAlaoui,1\nBennani,x\n\n")
    assert (file.blank_lines, file.titles) == (5, True)
    assert faults(file) == [(7, 2, client_lines.NotABalance)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(read, end) -> None:
    assert clients(read(f"Alaoui,1{end}Bennani,2")) == [("Alaoui", 100), ("Bennani", 200)]


@pytest.mark.parametrize(
    ("codec", "called"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_the_encoding_is_found_and_said(read, codec, called) -> None:
    file = read("Nom du client;Solde crédit\nHélène Œuvrard;1,50\nNoël;2\n".encode(codec))
    assert clients(file) == [("Hélène Œuvrard", 150), ("Noël", 200)]
    assert (file.encoding, file.titles) == (called, True)


FRENCH = "Nom;Solde\nBENALI Zohra;1\nBÉNALI Zoé;2\nGarçon Noël;3\nHÉLÈNE D'ARC;4\n"
ARABIC = "الاسم;الرصيد\nمحمد العلوي;1\nفاطمة الزهراء;2\nعبد الرحمان;5\n"


@pytest.mark.parametrize(
    ("text", "codec", "called", "line"),
    [
        (ARABIC, "cp1256", "Windows-1256", 1),
        (ARABIC, "iso8859-6", "ISO-8859-6", 1),
        (ARABIC, "cp720", "CP720", 1),
        (FRENCH, "mac-roman", "MacRoman", 3),
        (FRENCH, "cp850", "CP850", 3),
        ("BENALI Zohra;1\nLEBœUF Cœur;2\n", "iso8859-15", "ISO-8859-15", 2),
    ],
)
def test_letters_that_names_do_not_have_are_noticed_and_the_likeliest_encoding_comes_first(
    read, text, codec, called, line
) -> None:
    with pytest.raises(text_file.DoubtfulEncoding) as refused:
        read(text.encode(codec))
    assert refused.value.line == line
    first = refused.value.guesses[0]
    assert first.encoding.name == called
    names = [row.split(";")[0] for row in text.splitlines() if not row.isascii()]
    assert list(first.samples) == names[:3]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        *(("cp850", name) for name in ("BENSAÏD", "NAÏMA", "ZOË", "LEFÈVRE", "HÔPITAL", "Îles", "Où", "Ève")),
        *(("cp850", name) for name in ("à Rabat", "Ça", "Gel 100 µg")),
        *(("mac-roman", name) for name in ("M’HAMED", "L’eau", "LAÂROUSSI", "BENOÎT", "Müller", "Zoë")),
        *(("mac-roman", name) for name in ("Cœur", "Œuf", "HÔPITAL", "Îles")),
        *(("cp1256", "طه"), ("iso8859-6", "طه"), ("iso8859-15", "Œuf")),
    ],
)
def test_a_single_name_of_another_encoding_is_noticed(read, codec, name) -> None:
    raw = f"BENALI Zohra;1\n{name};2\n".encode(codec)
    with pytest.raises(text_file.DoubtfulEncoding) as refused:
        read(raw)
    assert name in [sample for each in refused.value.guesses for sample in each.samples]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("text", [FRENCH, ARABIC, "M’HAMED Zoé…;1\nCafé 2ᵉ – 10 €;2\n", "ﻋﻠﻲ;1\n"])
def test_utf_16_needs_no_mark(read, codec, text) -> None:
    assert [name for name, _ in clients(read(text.encode(codec)))][-1] in text


@pytest.mark.parametrize(
    "name",
    [
        "Crème 50 µg n° 5 ®",
        "João Müller",
        "D’Angelo – l’Œuvre",
        "Straße Åse",
        "Núñez",
        "HéLèNE",
        "½ boîte 20 €",
        "BéNALI Mickaël",
        "CÔTE D’OR – RHÔNE",
        "3×10 ml à 5€",
        "Où çà et là…",
        "SIMÕES",
        "GARÇON NOËL",
    ],
)
def test_names_of_windows_are_not_doubted(read, name) -> None:
    assert clients(read(f"{name},1\n".encode("cp1252"))) == [(name, 100)]


@pytest.mark.parametrize("name", ["NoÃ«l", "HÃ©lÃ¨ne", "ãÍãÏ ÇáÚáæí", "Ù…Ø\xadÙ…Ø¯"])
def test_letters_that_another_program_took_for_others_are_refused_in_utf_8_too(read, name) -> None:
    assert faults(read(f"Alaoui,1\n{name},2\n")) == [(2, 1, DamagedName)]


@pytest.mark.parametrize(
    "name", ["Noël", "Núñez", "Ñúñéz", "Nguyễn Thị", "Łukasz Żółć", "Şahin", "Иван", "ÇÀ", "محمد"]
)
def test_names_of_other_countries_are_not_taken_for_damaged(read, name) -> None:
    assert clients(read(f"{name},1\n")) == [(name, 100)]


@pytest.mark.parametrize("named", ["windows-1252", "utf-8"])
def test_a_workbook_is_none_in_a_named_encoding_either(tmp_path: Path, named) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(b"PK\x03\x04\x14\x00")
    with pytest.raises(text_file.Workbook):
        client_file.read(path, encoding=named)


def test_a_named_encoding_is_believed_and_the_line_that_is_not_in_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_bytes(ARABIC.encode("cp1256"))
    assert clients(client_file.read(path, encoding="windows-1256")) == clients(
        client_file.read(path, encoding="CP1256")
    )
    path.write_bytes("Alaoui,1\nNoël,2\n".encode("cp1252"))
    with pytest.raises(text_file.WrongEncoding) as refused:
        client_file.read(path, encoding="utf8")
    assert (refused.value.line, refused.value.encoding) == (2, "UTF-8")
    with pytest.raises(text_file.NoSuchEncoding):
        client_file.read(path, encoding="klingon")


def test_two_encodings_of_one_byte_in_a_file_are_said_at_the_line(read) -> None:
    with pytest.raises(text_file.DoubtfulEncoding) as refused:
        read("Hélène,1\n".encode("cp1252") + "Noël,2\n".encode("cp850"))
    assert refused.value.line == 2


def test_two_encodings_in_one_file_are_refused_at_the_line(read) -> None:
    with pytest.raises(text_file.MixedEncodings) as refused:
        read("Hélène,1\n".encode() + "Noël,2\n".encode("cp1252"))
    assert refused.value.line == 2


def test_an_unknown_encoding_is_refused_at_the_line(read) -> None:
    with pytest.raises(text_file.UnknownEncoding) as refused:
        read(codecs.BOM_UTF8 + b"Alaoui,1\nBen\x81ani,2\n")
    assert refused.value.line == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", client_file.NoClientInside),
        (b"\n\n", client_file.NoClientInside),
        (b"Nom du client,Solde\n", client_file.NoClientInside),
        (b"PK\x03\x04\x14\x00", text_file.Workbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", text_file.Workbook),
        (b"%PDF-1.7\n", text_file.NotText),
        (bytes(range(32)) * 20, text_file.NotText),
    ],
)
def test_what_is_no_file_of_clients_is_refused_as_a_whole(read, content, reason) -> None:
    with pytest.raises(reason):
        read(content)


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    for path, reason in [
        (tmp_path, file_reading.NotAFile),
        (Path("/dev/zero"), file_reading.NotAFile),
        (tmp_path / "gone.csv", file_reading.FileGone),
        (tmp_path / "gone" / "clients.csv", file_reading.FileGone),
        (tmp_path / ("x" * 300), file_reading.FileRefused),
        (Path("a\0b"), file_reading.FileRefused),
    ]:
        with pytest.raises(reason):
            client_file.read(path)


def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Alaoui,1\n")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)  # root may read everything
    try:
        with pytest.raises(file_reading.MayNotRead):
            client_file.read(path)
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    with path.open("wb") as file:
        file.truncate(300 * file_reading.MEGABYTE)  # of nothing
    with pytest.raises(text_file.TooBig) as refused:
        client_file.read(path)
    assert (refused.value.size, refused.value.limit) == (300, text_file.LIMIT)


def test_a_file_of_too_many_lines_is_refused_with_the_figures(read, monkeypatch) -> None:
    monkeypatch.setattr(text_file.read, "__defaults__", ("", 3))
    with pytest.raises(text_file.TooManyLines) as refused:
        read("Alaoui,1\nBennani,2\nTazi,3\nZniber,4")
    assert (refused.value.lines, refused.value.limit) == (4, 3)


def test_the_name_of_a_file_is_shown_without_what_drives_a_terminal(read) -> None:
    assert read("Alaoui,1\n", name="cli\x1b[31ments.csv").name == "cli\ufffd[31ments.csv"


def test_of_a_file_that_is_all_wrong_the_first_faults_are_kept_and_all_are_counted(read) -> None:
    file = read("Alaoui,x\n" * 5000)
    assert (len(file.faults), file.fault_count) == (separated.FAULTS_KEPT, 5000)


def test_what_is_repeated_of_a_wrong_cell_is_short(read) -> None:
    (fault,) = read(f"Alaoui,{'x' * 1_000_000}\n").faults
    assert len(fault.reason.text) <= QUOTED + 1


@pytest.mark.parametrize(
    ("whole", "last_name", "first_name"),
    [
        ("MARTIN Jean", "MARTIN", "Jean"),
        ("EL FASSI Omar", "EL FASSI", "Omar"),
        ("N'DIAYE Awa", "N'DIAYE", "Awa"),
        ("MARTIN DUC Jean-Pierre", "MARTIN DUC", "Jean-Pierre"),
        ("ÉTÉ Noël", "ÉTÉ", "Noël"),
        ("Martin Jean", "Martin Jean", ""),
        ("MARTIN JEAN", "MARTIN JEAN", ""),
        ("Pharmacie ATLAS", "Pharmacie ATLAS", ""),
        ("M. MARTIN", "M. MARTIN", ""),
        ("محمد سعيد", "محمد سعيد", ""),
        ("CNSS 2", "CNSS 2", ""),
    ],
)
def test_a_name_is_cut_only_where_capitals_make_it_certain(whole, last_name, first_name) -> None:
    assert client_file.split_name(whole) == (last_name, first_name)


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Alaoui,1\n" * 5000)
    heard: list[tuple[int, int]] = []

    def told(done: int, total: int) -> bool:
        heard.append((done, total))
        return False

    with pytest.raises(text_file.Stopped):
        client_file.read(path, told)
    assert len(heard) == 1
    assert 0 < heard[0][0] <= heard[0][1] == path.stat().st_size
