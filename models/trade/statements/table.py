"""The table of statements that were issued."""

from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import AmountField, ChoiceField, DayField, ForeignKeyField, IntegerField, TextField
from models.trade.statements.content import StatementDetail


class IssuedStatement(Table):
    """An issued relevé. Append-only."""

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

    class Meta:
        table_name = "statement"
