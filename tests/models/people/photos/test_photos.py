"""Photos of clients: kept once, shown one at a time, and gone when they are erased."""

import base64

import pytest

from models import doctor
from models.files.table import StoredFile
from models.people.clients import verbs as clients
from models.people.clients.verbs import ClientAnonymised
from models.people.photos import listing, pictures
from models.people.photos import verbs as photos
from models.people.photos.pictures import Picture
from models.people.photos.verbs import NoSuchPhoto, PhotoKnown, TooManyPhotos
from models.personal.register import DECLARED
from models.privacy import known, redaction
from models.requests.actors import SHELL
from models.requests.by import By, new_key
from models.store.connection import engine
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.pictures import jpeg


def picture(width: int = 300, height: int = 400) -> Picture:
    return pictures.made_of(jpeg(width, height))


def files() -> list[str]:
    return [row.hash for row in StoredFile.select().order_by(StoredFile.hash)]


def numbers(client: int) -> list[tuple[int, bool]]:
    return [(row.number, row.shown) for row in listing.of(client)]


@pytest.fixture
def jeanne(counter: Counter) -> int:
    return counter.client()


def test_the_last_one_added_is_shown_and_any_other_can_be(counter: Counter, jeanne: int) -> None:
    first, second = picture(), picture(310)
    assert photos.add(jeanne, first, by=by_staff(counter.staff)) == 1
    assert photos.add(jeanne, second, by=by_staff(counter.staff)) == 2
    assert numbers(jeanne) == [(2, True), (1, False)]
    photos.show(listing.of(jeanne)[1].id, by=by_staff(counter.staff))
    assert numbers(jeanne) == [(1, True), (2, False)]
    shown = listing.shown(jeanne)
    assert shown is not None
    assert StoredFile.get_by_id(shown.hash).content == first.content
    assert doctor.examine() == []


def test_the_same_request_twice_adds_one(counter: Counter, jeanne: int) -> None:
    by = by_staff(counter.staff)
    assert photos.add(jeanne, picture(), by=by) == photos.add(jeanne, picture(), by=by) == 1
    assert numbers(jeanne) == [(1, True)]


def test_the_same_picture_is_kept_once_for_all(counter: Counter, jeanne: int) -> None:
    omar = counter.client("Tazi", "Omar")
    for client in (jeanne, omar):
        photos.add(client, picture(), by=by_staff(counter.staff))
    assert len(files()) == 1
    with pytest.raises(PhotoKnown):
        photos.add(jeanne, picture(), by=by_staff(counter.staff))
    photos.erase(listing.of(jeanne)[0].id, by=by_staff(counter.staff))
    assert len(files()) == listing.count(omar) == 1
    photos.erase(listing.of(omar)[0].id, by=by_staff(counter.staff))
    assert files() == []


def test_turning_four_times_looks_as_before_and_cropping_makes_a_square(
    counter: Counter, jeanne: int
) -> None:
    photos.add(jeanne, picture(), by=by_staff(counter.staff))
    (row,) = listing.of(jeanne)
    before = pictures.pixels(content(jeanne), 6, 8)
    photos.turn(row.id, by=by_staff(counter.staff))
    turned = pictures.pixels(content(jeanne), 8, 8)
    assert (turned.width, turned.height) == (8, 6)
    photos.turn(row.id, 3, by=by_staff(counter.staff))
    after = pictures.pixels(content(jeanne), 6, 8)
    assert all(abs(a - b) < 24 for a, b in zip(before.rgb, after.rgb, strict=True))
    photos.crop(row.id, by=by_staff(counter.staff))
    square = pictures.pixels(content(jeanne), 8, 8)
    assert (square.width, square.height) == (8, 8)
    assert len(files()) == 1  # what it was before is erased
    assert doctor.examine() == []


def content(client: int) -> bytes:
    shown = listing.shown(client)
    assert shown is not None
    return bytes(StoredFile.get_by_id(shown.hash).content)


def test_erased_bytes_are_gone_from_the_file(counter: Counter, jeanne: int) -> None:
    """Also from what the database no longer uses of its file."""
    added = picture()
    photos.add(jeanne, added, by=by_staff(counter.staff))
    piece = added.content[-300:-100]
    file = engine().file
    if file is not None:
        assert piece in file.read_bytes()
    (row,) = listing.of(jeanne)
    photos.erase(row.id, by=by_staff(counter.staff))
    assert files() == []
    if file is not None:
        holding = [
            each.name for each in file.parent.iterdir() if each.is_file() and piece in each.read_bytes()
        ]
        assert holding == []
    with pytest.raises(NoSuchPhoto):
        photos.turn(row.id, by=by_staff(counter.staff))
    assert doctor.examine() == []


def test_erasing_the_shown_one_shows_the_newest_of_the_others(counter: Counter, jeanne: int) -> None:
    for width in (300, 310, 320):
        photos.add(jeanne, picture(width), by=by_staff(counter.staff))
    photos.erase(listing.of(jeanne)[0].id, by=by_staff(counter.staff))
    assert numbers(jeanne) == [(2, True), (1, False)]
    assert photos.add(jeanne, picture(330), by=by_staff(counter.staff)) == 3


def test_a_fiche_is_no_album(counter: Counter, jeanne: int) -> None:
    small = pictures.made_of(jpeg(30, 40))
    for number in range(photos.MOST):
        each = Picture(f"{number:064}", small.content + bytes([number]), 30, 40)
        photos.add(jeanne, each, by=by_staff(counter.staff))
    with pytest.raises(TooManyPhotos):
        photos.add(jeanne, small, by=by_staff(counter.staff))


def test_inv_43_no_photo_of_the_forgotten_is_left(counter: Counter, jeanne: int) -> None:
    added = picture()
    photos.add(jeanne, added, by=by_staff(counter.staff))
    photos.add(jeanne, picture(310), by=by_staff(counter.staff))
    told = known.export(jeanne)
    assert (
        base64.b64decode(
            next(r for r in told.rows["stored_file"] if r["size"] == len(added.content))["content"]
        )
        == added.content
    )
    before = redaction.count(jeanne)
    assert redaction.redact(jeanne, by=By(SHELL, new_key())).values == before > 2
    assert listing.of(jeanne) == []
    assert files() == []
    assert {"client_photo", "stored_file"}.isdisjoint(known.export(jeanne).rows)
    with pytest.raises(ClientAnonymised):
        photos.add(jeanne, added, by=by_staff(counter.staff))
    assert doctor.examine() == []


def test_no_trail_holds_a_byte_or_a_digest_of_a_photo(counter: Counter, jeanne: int) -> None:
    added = picture()
    photos.add(jeanne, added, by=by_staff(counter.staff))
    columns = {table: engine().columns()[table] for table in DECLARED if table not in ("client_search",)}
    holding = {
        table
        for table, names in columns.items()
        for name in names
        if engine().run(f"SELECT {name} FROM {table}", ()).fetchall()
        and any(
            added.hash in str(value)
            for (value,) in engine().run(f"SELECT {name} FROM {table}", ()).fetchall()
        )
    }
    assert holding == {"stored_file", "client_photo"}


def test_who_is_blocked_may_still_have_a_photo(counter: Counter) -> None:
    client = counter.client(blocked=True)
    photos.add(client, picture(), by=by_staff(counter.staff))
    assert clients.get(client).blocked
    assert listing.count(client) == 1
