"""What the list says where a search finds nobody: who is found elsewhere, and the key that shows them."""

from collections.abc import Iterator

from locales import _, formats, ngettext
from models.people.clients.elsewhere import Elsewhere, elsewhere
from models.people.clients.listing import ClientListing, ClientRow, ClientView
from models.store.search.by_field import SearchIn
from tui.frame.keys import key_of
from tui.parts.search_desk import SearchDesk
from tui.widgets.beside import Beside

_Answer = tuple[ClientListing, tuple[Elsewhere, ...]]


class Nobody:
    """Looks beside the screen, as many may be found elsewhere, and says who was.

    Args:
        desk: the desk of the list, which says it in place of the rows.
    """

    def __init__(self, desk: SearchDesk[ClientRow]) -> None:
        self._desk = desk
        self._beside: Beside[_Answer] = Beside(desk, self._answer)
        self._known: _Answer | None = None

    def tell(self, listing: ClientListing) -> None:
        """Says that this search finds nobody; then, once it is known, who is found elsewhere."""
        known = self._known
        if known is not None and known[0] == listing:
            self._answer(known)
            return
        self._say(listing, ())
        self._beside.ask(lambda: (listing, elsewhere(listing)))

    def forget(self) -> None:
        """Somebody is found, or somebody wrote: what was known holds no longer."""
        self._known = None
        self._beside.drop()

    def _answer(self, known: _Answer) -> None:
        self._known = known
        self._say(*known)

    def _say(self, listing: ClientListing, found: tuple[Elsewhere, ...]) -> None:
        self._desk.rows.say_when_empty("\n".join(self._sentences(listing, found)))

    def _sentences(self, listing: ClientListing, found: tuple[Elsewhere, ...]) -> Iterator[str]:
        yield _("Nobody matches “{search}”.").format(search=listing.search.strip())
        if found:
            yield ", ".join(self._with_key(each, listing) for each in found) + "."
        key = key_of(self._desk, "create")
        if key:
            yield _("{key} creates a client with what was typed.").format(key=key)

    def _with_key(self, found: Elsewhere, listing: ClientListing) -> str:
        keys = (key_of(self._desk, action) for action in _actions(listing, found.listing))
        key, said = next(filter(None, keys), ""), _said(listing, found)
        return _("{found}: {key}").format(found=said, key=key) if key else said


def _actions(here: ClientListing, there: ClientListing) -> tuple[str, ...]:
    """What leads from one listing to the other: the first of these that is possible."""
    if there.by != here.by:
        return ("search_in",)
    if there.filter != here.filter:
        return ("narrow",)
    if there.view is ClientView.TRASHED:
        return "trash", "screen('trash')"
    return (f"view('{there.view}')",)


def _said(here: ClientListing, found: Elsewhere) -> str:
    there, count = found.listing, found.count
    if there.by != here.by:
        said = {
            SearchIn.NAME: ngettext("{count} by name", "{count} by name", count),
            SearchIn.CODE: ngettext("{count} by number or code", "{count} by number or code", count),
            SearchIn.PHONE: ngettext("{count} by phone", "{count} by phone", count),
        }[there.by.field]
    elif there.filter != here.filter:
        said = ngettext("{count} without the filter", "{count} without the filter", count)
    else:
        said = {
            ClientView.ACTIVE: ngettext("{count} active", "{count} active", count),
            ClientView.ALL: ngettext("{count} asleep", "{count} asleep", count),
            ClientView.ARCHIVED: ngettext("{count} archived", "{count} archived", count),
            ClientView.TRASHED: ngettext("{count} in the trash", "{count} in the trash", count),
        }[there.view]
    return said.format(count=formats.count(count))
