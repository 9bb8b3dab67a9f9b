"""Photos of a client."""

from models.people.photos import listing as kept_photos
from models.people.photos import pictures
from models.people.photos import verbs as photos
from tests.models.requests.every_verb.shop import Shop
from tests.pictures import jpeg


def play(shop: Shop) -> None:
    for width in (60, 70, 80):
        photos.add(shop.jeanne, pictures.made_of(jpeg(width, 100)), **shop.who)
    _, first, second = kept_photos.of(shop.jeanne)
    photos.show(first.id, **shop.who)
    photos.turn(first.id, **shop.who)
    photos.crop(second.id, **shop.who)
    photos.erase(second.id, **shop.who)
    photos.add(shop.salma, pictures.made_of(jpeg(50, 50)), **shop.who)
