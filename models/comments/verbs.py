"""Writes comments, and corrects them by new ones (ct-comments)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import fn

from models.comments.table import COLUMN, Comment, Subject, owner_of
from models.people.clients.aliases import fiches_of
from models.people.clients.verbs import lock
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.text import check_text

ADDS, CORRECTS = "comments.add", "comments.correct"


@dataclass
class NoSuchComment(Refused):
    """There is no comment of this id, or it is no first version."""

    comment: int
    sentence: ClassVar[str] = N_("There is no comment {comment}.")


@dataclass
class NotOfThisClient(Refused):
    """A comment on a client may be on a contact or a paper of theirs, and of nobody else's."""

    sentence: ClassVar[str] = N_("This is of another client.")


@dataclass
class CommentCorrected(Refused):
    """Another person corrected the comment since it was read (optimistic locking)."""

    field: ClassVar[str] = "remark"
    remark: str
    version: int
    sentence: ClassVar[str] = N_("It was corrected meanwhile: “{remark}”. Confirm again to put yours.")


def _made(done: Trail) -> int:
    return int(Comment.get(Comment.trail == done.id).id)


@verb(ADDS, Right.EDIT_CLIENTS, answers=_made)
def add(client: int, remark: str, *, on: Subject | None = None, by: By) -> int:
    """Writes a comment on a client, or `on` a contact or a paper of theirs; returns its id.

    Raises `Missing`, `NotOfThisClient`, `NoSuchClient`, `ClientInTrash`, `ClientAnonymised` or what
    `check_text` raises.
    """
    clean = _checked(remark)
    owner = lock(client).id
    _check_subject(owner, on)
    record = trail.leave(by, client=owner)
    columns = {COLUMN[on.kind]: on.id} if on is not None else {}
    return _write({Comment.client: owner, Comment.remark: clean, **columns}, record)


@verb(CORRECTS, Right.EDIT_CLIENTS, answers=_made)
def correct(comment: int, remark: str, *, seen: int, by: By) -> int:
    """Writes another version of a comment, which is named by its first one; `seen` is the version that the
    person read. What was written stays. Returns the id of the new version.

    Raises `CommentCorrected` where others corrected it meanwhile; and `NoSuchComment`, or what `add` raises.
    """
    clean = _checked(remark)
    first: Comment | None = Comment.get_or_none(Comment.id == comment, Comment.corrects.is_null())
    if first is None:
        raise NoSuchComment(comment)
    owner = lock(first.client_id).id
    newest = _newest(comment)
    if newest.id != seen:
        raise CommentCorrected(newest.remark, newest.id)
    if newest.remark == clean:
        return int(newest.id)
    record = trail.leave(by, client=owner)
    on = {column: getattr(first, f"{kind}_id") for kind, column in COLUMN.items()}
    values = {Comment.client: owner, Comment.corrects: comment, Comment.remark: clean}
    return _write({**values, **on}, record)


def _checked(remark: str) -> str:
    clean = check_text("remark", remark)
    if not clean:
        raise Missing("remark")
    return clean


def _check_subject(client: int, on: Subject | None) -> None:
    if on is None:
        return
    if owner_of(on) not in fiches_of(client):
        raise NotOfThisClient


def _newest(comment: int) -> Comment:
    of_it = (Comment.id == comment) | (Comment.corrects == comment)
    newest: Comment = Comment.get(Comment.id == Comment.select(fn.MAX(Comment.id)).where(of_it))
    return newest


def _write(values: dict[Any, Any], record: Trail) -> int:
    return int(Comment.insert({**values, Comment.trail: record.id}).execute())
