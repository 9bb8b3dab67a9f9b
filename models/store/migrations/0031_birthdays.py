"""An index of the birthdays of clients: the day of the year of their birth, whatever its year."""

from typing import Any

from models.store.connection import engine

INDEX = """
CREATE INDEX client_details_birthday ON client_details (({number}), client_id) WHERE birth_date IS NOT NULL
"""


def up(migrator: Any, db: Any) -> None:
    db.execute_sql(INDEX.format(number=engine().month_day.format(day="birth_date")))
