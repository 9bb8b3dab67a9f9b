"""The table of statements that were issued."""

from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import AmountField, ChoiceField, DayField, ForeignKeyField, IntegerField, TextField
from models.trade.statements.content import Grouping, StatementDetail


class IssuedStatement(Table):
    """An issued relevé. Append-only.

    Attributes:
      last_operation, last_allocation: the last ones of its client at that time
      last_attribution: likewise, of what is for contacts; 0 where the relevé is not grouped
      contacts: the contacts of its groups as JSON, in their order, each with the name of then; empty for none
    """

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client)
    number = TextField()
    start_day = DayField()
    end_day = DayField()
    detail = ChoiceField(StatementDetail)
    last_operation = IntegerField()
    last_allocation = IntegerField()
    parties = TextField()
    opening = AmountField()
    closing = AmountField()
    grouping = ChoiceField(Grouping, default=Grouping.NONE)
    last_attribution = IntegerField(default=0)
    contacts = TextField(default="")

    class Meta:
        table_name = "statement"
