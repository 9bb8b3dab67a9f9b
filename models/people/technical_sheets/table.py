"""The tables of technical sheets: the words to choose from, and what was noted of clients."""

from enum import StrEnum

from models.people.clients.table import Client
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, ForeignKeyField, IntegerField, TextField


class SheetLevel(StrEnum):
    """What a term is: a theme has criteria, a criterion has answers (ts-setup)."""

    THEME = "theme"
    CRITERION = "criterion"
    ANSWER = "answer"


class SheetTerm(Table):
    """A theme, a criterion of a theme, or an answer to a criterion.

    Attributes:
      parent: the theme of a criterion, the criterion of an answer; None of a theme
      name_key: the folded name, unique below the same parent
      position: its place below its parent
      active: whether it is offered; a retired one stays where it was chosen
    """

    level = ChoiceField(SheetLevel)
    parent = ForeignKeyField("self", null=True, backref="below")
    name = TextField()
    name_key = TextField()
    position = IntegerField()
    active = BooleanField(default=True)


class SheetEntry(Table):
    """What was noted of a client to one criterion. Append-only: a newer one says what holds since.

    Attributes:
      trail: the request that wrote it, and so when
      author: the member of staff who vouches for it, who need not be who typed it
      answer: the answer that was chosen, None where only a value was written
      value: a text of several lines, such as dosages; empty where only an answer was chosen
    """

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client)
    author = ForeignKeyField(Staff)
    criterion = ForeignKeyField(SheetTerm, backref="+")
    answer = ForeignKeyField(SheetTerm, null=True, backref="+")
    value = TextField(default="")
