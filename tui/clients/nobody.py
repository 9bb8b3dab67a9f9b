"""What the list says where a search finds nobody: who is found elsewhere, and the key that shows them."""

from collections.abc import Iterator

from locales import _, formats, ngettext
from models.people.clients.elsewhere import Elsewhere, elsewhere
from models.people.clients.listing import ClientListing, ClientRow, ClientView
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
            yield ", ".join(map(self._with_key, found)) + "."
        key = key_of(self._desk, "create")
        if key:
            yield _("{key} creates a client with what was typed.").format(key=key)

    def _with_key(self, found: Elsewhere) -> str:
        key = key_of(self._desk, f"view('{found.view}')" if found.view is not None else "narrow")
        said = _said(found)
        return _("{found}: {key}").format(found=said, key=key) if key else said


def _said(found: Elsewhere) -> str:
    by_view = {
        None: ngettext("{count} without the filter", "{count} without the filter", found.count),
        ClientView.ACTIVE: ngettext("{count} active", "{count} active", found.count),
        ClientView.ALL: ngettext("{count} asleep", "{count} asleep", found.count),
        ClientView.ARCHIVED: ngettext("{count} archived", "{count} archived", found.count),
    }
    return by_view[found.view].format(count=formats.count(found.count))
