"""The comments of a client, newest first, each as it was corrected last; and all versions of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.comments.table import COLUMN, Comment, Subject, SubjectKind
from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.people.clients.aliases import about
from models.people.contacts.table import Contact
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import clock
from models.store.listing import NewestFirst
from models.store.text_search import says
from models.trade.documents.table import Document, DocumentKind
from models.trade.global_invoices.table import GlobalInvoice


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment as it reads at present.

    Attributes:
        id: of its first version; `version` is that of the newest one
        at, author: when and by whom it was first written; the author is empty where a program did
        versions: how often it was written, corrections included
        kind: of what a paper is, None where it is on no operation and no document
        name: the number of the paper, or the name of the contact; empty on the client themselves
    """

    id: int
    client: int
    at: datetime
    author: str
    remark: str
    version: int
    versions: int
    on: Subject | None
    kind: OperationKind | DocumentKind | None
    name: str


@dataclass(frozen=True, slots=True)
class Version:
    """A comment as it was written once."""

    id: int
    at: datetime
    author: str
    remark: str


MOST = 200
"""So many comments on one paper are read at once; nobody writes as many."""
_LATER = Comment.alias()
_NEWEST = _LATER.select(fn.MAX(_LATER.id)).where(_LATER.corrects == Comment.id)
_VERSIONS = _LATER.select(fn.COUNT(_LATER.id)).where(_LATER.corrects == Comment.id)
_LAST = Comment.alias()
_REMARK = _LAST.select(_LAST.remark).where(_LAST.id == fn.COALESCE(_NEWEST, Comment.id))


@dataclass(frozen=True, slots=True)
class Comments(NewestFirst[CommentRow]):
    """A `Listing` of the comments on a client and on what is theirs; with `on`, of those on that alone.

    `text` stands in them as they read at present; `since` and `until` are local days, both included, of when
    they were first written.
    """

    client: int
    on: Subject | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""

    def count(self) -> int:
        query, number = self._all()
        return int(query.select(fn.COUNT(number)).scalar())

    def _all(self) -> tuple[Any, Any]:
        query = _rows().where(Comment.corrects.is_null())
        if self.on is None:
            query = query.where(about(Comment.client, self.client))
        else:
            query = query.where(COLUMN[self.on.kind] == self.on.id)
        if self.since is not None:
            query = query.where(Trail.at >= clock.at(self.since))
        if self.until is not None:
            query = query.where(Trail.at < clock.at(self.until + timedelta(days=1)))
        if self.text.strip():
            query = query.where(says(self.text, _REMARK))
        return query, Comment.id

    def _read(self, query: Any) -> Sequence[CommentRow]:
        return [_row(*row) for row in query.tuples()]


def one(comment: int) -> CommentRow:
    """A comment, by its first version. Raises `IndexError` where there is none."""
    return _row(*_rows().where(Comment.id == comment).tuples()[0])


def of(on: Subject) -> list[CommentRow]:
    """The comments on one contact or paper, newest first."""
    return list(Comments(0, on).read(MOST))


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the comments of a client."""
    return Comment.select(fn.COUNT(Comment.id)).where(
        about(Comment.client, client), Comment.corrects.is_null()
    )


def counting_on_contact(contact: Any) -> ModelSelect:
    """The query that counts the comments on a contact."""
    return Comment.select(fn.COUNT(Comment.id)).where(Comment.contact == contact, Comment.corrects.is_null())


def versions(comment: int) -> list[Version]:
    """All versions of a comment, the first one first."""
    of_it = (Comment.id == comment) | (Comment.corrects == comment)
    columns = (Comment.id, Trail.at, fn.COALESCE(Staff.name, ""), Comment.remark)
    rows = Comment.select(*columns).join(Trail).join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
    return [Version(*row) for row in rows.where(of_it).order_by(Comment.id).tuples()]


def _rows() -> ModelSelect:
    on = (Comment.contact, Comment.operation, Comment.document, Comment.invoice)
    names = (Contact.last_name, Contact.first_name, Operation.number, Document.number, GlobalInvoice.number)
    return (
        Comment.select(
            *(Comment.id, Comment.client, Trail.at, fn.COALESCE(Staff.name, "")),
            *(_REMARK, fn.COALESCE(_NEWEST, Comment.id), _VERSIONS),
            *(Operation.kind, Document.kind, *on, *names),
        )
        .join(Trail)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .join_from(Comment, Contact, JOIN.LEFT_OUTER)
        .join_from(Comment, Operation, JOIN.LEFT_OUTER)
        .join_from(Comment, Document, JOIN.LEFT_OUTER)
        .join_from(Comment, GlobalInvoice, JOIN.LEFT_OUTER)
    )


def _row(
    key: int,
    client: int,
    at: datetime,
    author: str,
    remark: str,
    version: int,
    corrections: int,
    operation: OperationKind | None,
    document: DocumentKind | None,
    *rest: Any,
) -> CommentRow:
    ids, (last_name, first_name, *numbers) = rest[:4], rest[4:]
    on = next((Subject(kind, of) for kind, of in zip(SubjectKind, ids, strict=True) if of is not None), None)
    name = " ".join(filter(None, (last_name, first_name))) or next(filter(None, numbers), "")
    return CommentRow(
        key, client, at, author, remark, version, 1 + corrections, on, operation or document, name
    )
