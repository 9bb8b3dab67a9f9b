"""The guide for staff: a page a subject, each short, each found from the contents, no link into the void."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
LINK = re.compile(r"\]\(([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> list[str]:
    """The headings of a page as links name them, here and on the sites that show Markdown."""
    headings = (re.sub(r"[*`]", "", heading) for heading in HEADING.findall(page.read_text()))
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def links(page: Path) -> Iterator[str]:
    return (link for link in LINK.findall(page.read_text()) if "://" not in link)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        there = GUIDE / name if name else page
        assert there.is_file(), link
        assert not anchor or anchor in anchors(there), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_short_and_none_of_its_headings_stands_twice(page: Path) -> None:
    text = page.read_text()
    assert text.startswith("# ")
    assert len(text.splitlines()) < 200
    assert len(set(anchors(page))) == len(anchors(page))


def test_the_contents_name_every_page() -> None:
    listed = [link for link in links(GUIDE / "README.md") if "#" not in link]
    assert sorted([*listed, "README.md"]) == [page.name for page in PAGES]
