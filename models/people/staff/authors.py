"""Who writes technical sheets: the active authors (*vendeurs*, seller-manage)."""

from dataclasses import dataclass

from models.people.staff.verbs import member_of
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine

VERB = "personnel.write_sheets"


@dataclass(frozen=True, slots=True)
class Author:
    """A present member of staff; `active`: whether technical sheets may name them as author."""

    id: int
    name: str
    active: bool


def members() -> list[Author]:
    """Everybody who works here, by name: active authors or not."""
    rows = Staff.select(Staff.id, Staff.name, Staff.writes_sheets).where(Staff.active)
    return [Author(*row) for row in rows.order_by(Staff.name_key).tuples()]


@verb(VERB, Right.CHANGE_SETTINGS)
def let_write(member: int, active: bool, *, by: By) -> None:
    """Makes a member of staff an active author, or one no longer; what they wrote keeps their name.

    Raises `NoSuchMember`.
    """
    engine().serialise("staff")
    if member_of(member).writes_sheets is active:
        return
    trail.leave(by, member=member, writes_sheets=active)
    Staff.update(writes_sheets=active).where(Staff.id == member).execute()
