"""The tab of photos and the gallery, by their keys."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from textual.color import Color

from models.people.photos import listing, pictures
from models.people.photos import verbs as photos
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.pictures import encoded, face, jpeg, png_head
from tests.tui.fiche.fiche_ledger import said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.dialogs.choose import ChooseDialog
from tui.fiche.photos import pane, view
from tui.fiche.photos.choosing import PictureDesk
from tui.fiche.photos.gallery import GalleryDesk
from tui.fiche.photos.view import PhotoView
from tui.fiche.screen import FicheDesk
from tui.frame.notice import Notice
from tui.frame.session import Session
from tui.importing.file_picker import FilePicker


@pytest.fixture
def desk(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Who sits in a pharmacy that uses photos; their documents hold one, and files that are none."""
    features.choose(frozenset({Feature.PHOTO}), seen=features.in_use(), by=by_staff(session.staff))
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    for name, content in {
        "jeanne.jpg": jpeg(),
        "bomb.png": png_head(100_000, 100_000),
        "cut.jpg": jpeg()[:900],
        "text.jpg": b"not a picture",
    }.items():
        (home / "Documents" / name).write_bytes(content)
    (home / "Documents" / "link.jpg").symlink_to("/dev/zero")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("tui.importing.choosing.user_documents_path", lambda: home / "Documents")
    monkeypatch.setattr("tui.parts.papers.user_documents_path", lambda: home / "Documents")
    return session


@pytest.fixture
def jeanne(desk: Session) -> int:
    return Counter(desk.staff).client()


def add(desk: Session, client: int, width: int = 300) -> None:
    photos.add(client, pictures.made_of(jpeg(width)), by=by_staff(desk.staff))


async def at_photos(hands: Hands) -> FicheDesk:
    await to_tab(hands.pilot, pane.TAB)
    return top(hands.app, FicheDesk)


async def choose(hands: Hands, name: str) -> PictureDesk:
    """F2, and the name of a file typed."""
    await hands.press("f2")
    choosing: PictureDesk = await come_to(hands.pilot, PictureDesk)
    await until(hands.pilot, lambda: bool(choosing.query_one(FilePicker).field.value))
    field = choosing.query_one(FilePicker).field
    field.value = f"{field.value}{name}"
    await hands.press("enter")
    return choosing


@pytest.mark.capability("fiche-photo")
async def test_a_photo_is_added_and_seen(desk: Session, jeanne: int) -> None:
    async with at_fiche(desk, jeanne) as hands:
        fiche = await at_photos(hands)
        assert "F2 adds one from a file" in screen_text(hands.app)
        await choose(hands, "jeanne.jpg")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk))
        await until(hands.pilot, lambda: "▀▀▀▀▀▀" in screen_text(hands.app))
        assert "Photo 1 is that of the fiche" in said(hands.app)
        assert listing.count(jeanne) == 1
        strips = fiche.query_one(PhotoView)._strips
        styles = [next(iter(strip)).style for strip in (strips[1], strips[-2])]
        red, blue = (Color.from_rich_color(style and style.color) for style in styles)
        assert red.r > red.b
        assert blue.b > blue.r


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bomb.png", "100,000 × 100,000"),
        ("cut.jpg", "damaged"),
        ("text.jpg", "no picture"),
        ("link.jpg", "link to another file"),
        ("none.jpg", "no file"),
    ],
)
async def test_what_is_no_picture_is_said_in_one_sentence_and_nothing_is_kept(
    desk: Session, jeanne: int, name: str, sentence: str
) -> None:
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        choosing = await choose(hands, name)
        await until(hands.pilot, lambda: any(notice.display for notice in choosing.query(Notice)))
        assert sentence in " ".join(screen_text(hands.app).split())
        assert listing.count(jeanne) == 0
        await hands.press("escape")
        assert isinstance(hands.app.screen, FicheDesk)


async def test_next_turn_crop_and_erase(desk: Session, jeanne: int) -> None:
    add(desk, jeanne)
    add(desk, jeanne, 310)
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        assert "1 of 2 · that of the fiche" in screen_text(hands.app)
        await hands.press("s")
        assert "2 of 2" in screen_text(hands.app)
        await hands.press("t")
        assert size(jeanne, 1) == (400, 300)
        await hands.press("r")
        await come_to(hands.pilot, ChooseDialog)
        await hands.press("enter")  # staying is the first choice
        assert size(jeanne, 1) == (400, 300)
        await hands.press("r")
        await confirm(hands)
        await until(hands.pilot, lambda: size(jeanne, 1) == (300, 300))
        await hands.press("x")
        await confirm(hands)
        await until(hands.pilot, lambda: [each.number for each in listing.of(jeanne)] == [2])


async def confirm(hands: Hands) -> None:
    await come_to(hands.pilot, ChooseDialog)
    await hands.press("down", "enter")
    await come_to(hands.pilot, FicheDesk)


def size(client: int, number: int) -> tuple[int, int]:
    row = next(each for each in listing.of(client) if each.number == number)
    return Image.open(io.BytesIO(listing.content(row))).size


async def test_the_gallery_chooses_the_photo_of_the_fiche(desk: Session, jeanne: int) -> None:
    add(desk, jeanne)
    add(desk, jeanne, 310)
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        await hands.press("enter")
        gallery: GalleryDesk = await come_to(hands.pilot, GalleryDesk)
        assert "▀▀▀" in screen_text(hands.app)
        before = gallery.query_one(PhotoView)._hash
        await hands.press("down")
        assert gallery.query_one(PhotoView)._hash != before
        await hands.press("enter", "escape")
        await come_to(hands.pilot, FicheDesk)
        shown = listing.shown(jeanne)
        assert shown is not None
        assert shown.number == 1
        assert "1 of 2 · that of the fiche" in screen_text(hands.app)


async def test_a_copy_goes_into_the_folder_of_papers(desk: Session, jeanne: int) -> None:
    add(desk, jeanne)
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        await hands.press("e")
        copy = Path.home() / "Documents" / f"Client_photo_{jeanne:08}_1.jpg"
        await until(hands.pilot, copy.exists)
        await come_to(hands.pilot, FicheDesk)
        assert copy.read_bytes() == listing.content(listing.of(jeanne)[0])
        assert copy.stat().st_mode & 0o777 == 0o600


async def test_the_camera_of_the_machine(desk: Session, jeanne: int, tmp_path: Path) -> None:
    from machine.folders import config_file

    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        assert "Camera" not in screen_text(hands.app)
        await hands.press("f")
        assert "does nothing" in said(hands.app)
    picture = Path.home() / "Documents" / "jeanne.jpg"
    code = f"import shutil, sys; shutil.copy({str(picture)!r}, sys.argv[1])"
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f"camera = {[sys.executable, '-c', code, '{file}']!r}\n", encoding="utf-8")
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        await hands.press("f")
        await until(hands.pilot, lambda: listing.count(jeanne) == 1)
        await come_to(hands.pilot, FicheDesk)


async def test_without_colours_it_is_drawn_in_shades(
    desk: Session, jeanne: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICINE_THEME", "16")
    add(desk, jeanne)
    async with at_fiche(desk, jeanne) as hands:
        await at_photos(hands)
        text = screen_text(hands.app)
        assert "▀" not in text
        assert "▒" in text or "▓" in text


def test_a_picture_of_one_line_and_one_of_one_column_are_drawn() -> None:
    for width, height in ((400, 1), (1, 400)):
        made = pictures.made_of(encoded(face(40, 40).resize((width, height)), "PNG"))
        seen = pictures.pixels(made.content, 40, 20, view.PALETTE)
        assert 1 <= seen.width <= 40
        assert 1 <= seen.height <= 20
        assert view.in_colours(seen)


def test_the_list_and_a_fiche_import_no_pillow() -> None:
    """It takes as long as a tenth of the start, and is for who looks at a photo."""
    code = (
        "import sys; import tui.shell.app, tui.clients.listing, tui.fiche.screen, tui.fiche.photos.gallery; "
        "print(any(name == 'PIL' or name.startswith('PIL.') for name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
