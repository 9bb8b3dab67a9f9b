"""Turns pages of HTML into one PDF, page by page, with progress and cancelling."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from itertools import chain, repeat
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from locales import language
from models.values import Progress
from printing import files
from printing.page import embedded, kept_styles, writing
from printing.page.embedded import Embedded
from printing.page.glyphs import FONTS
from printing.page.kept_styles import STYLES
from printing.page.pango import weasyprint
from printing.page.writing import Written
from printing.refusals import Cancelled

if TYPE_CHECKING:
    from jinja2 import Environment

_OF_EVERY_PAPER = "page.css"
NO_PICTURES: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class About:
    """The metadata of the PDF."""

    title: str
    author: str
    created: datetime


def template(name: str) -> Any:
    """A template of `styles/paper`, in which every value is escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from locales import _

    environment = Environment(
        loader=FileSystemLoader(STYLES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Not jinja2's own translation: the language is that of the moment of printing.
    environment.globals["_"] = _
    return environment


def typeset(
    pages: Sequence[str],
    sheet: str,
    about: About,
    progress: Progress | None = None,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    carried: Embedded | None = None,
    written: Sequence[Sequence[Written]] = (),
) -> bytes:
    """One PDF of all pages, each the content of a <body>. `sheet` is the style sheet of this kind of paper,
    `pictures` are the JPEGs on it, by the addresses that the pages give them. `carried` is a file within the
    PDF, `written` are the lines that need no layout, page by page.

    Raises `PangoMissing`, `Cancelled`, `DiskFull`.
    """
    library = weasyprint()
    try:
        fetcher = _only_what_is_ours(pictures)
        with kept_styles.loaded(library, (_OF_EVERY_PAPER, sheet), fetcher) as (fonts, styles):
            bodies = [f"{_head(about)}<body>{page}" for page in pages]
            htmls = (library.HTML(string=body, url_fetcher=fetcher) for body in bodies)
            drawn = (html.render(stylesheets=styles, font_config=fonts) for html in htmls)
            document = _together(drawn, written, _Steps(2 * len(pages), progress))
            if carried is not None:
                return embedded.write(library, document, carried)
            return bytes(document.write_pdf())
    except OSError as error:
        # WeasyPrint writes its fonts to the folder for temporary files.
        raise files.refusal(error, Path(gettempdir()) / "fonts") from error


def _together(drawn: Iterable[Any], written: Sequence[Sequence[Written]], steps: "_Steps") -> Any:
    """One document of all pages, each laid out by itself, and not yet painted."""
    found = []
    for document in drawn:
        found.append(document)
        steps.advance()
    pages = (page for document in found for page in document.pages)
    lines = chain(written, repeat(()))
    watched = [_Watched(page, its, steps) for page, its in zip(pages, lines, strict=False)]
    return found[0].copy(watched)


def _head(about: About) -> str:
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{escape(about.title)}</title>"
        f'<meta name="author" content="{escape(about.author)}">'
        f'<meta name="generator" content="Officine">'
        f'<meta name="dcterms.created" content="{about.created.isoformat(timespec="seconds")}">'
        "</head>"
    )


class _Steps:
    """Counts and reports progress, and cancels the work if the callback asks for it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def advance(self) -> None:
        self._done += 1
        if self._progress is not None and not self._progress(self._done, self._total):
            raise Cancelled


class _Watched:
    """A page that has its lines written and reports when it is painted, as all are painted in one call."""

    def __init__(self, page: Any, lines: Sequence[Written], steps: _Steps) -> None:
        self._page = page
        self._lines = lines
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        self._page.paint(stream, scale)
        if self._lines:
            writing.write(stream, scale, self._lines)
        self._steps.advance()


def _only_what_is_ours(pictures: Mapping[str, bytes]) -> Any:
    """A URL fetcher that only finds the fonts of this folder and these pictures: no network, no file of the
    machine.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    known = {path.as_uri(): path for path in FONTS.glob("*.ttf")}

    class OnlyWhatIsOurs(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in pictures:
                return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/jpeg"})
            if url not in known:
                raise ValueError("nothing is fetched from outside")
            return URLFetcherResponse(url, known[url].read_bytes())

    return OnlyWhatIsOurs()
