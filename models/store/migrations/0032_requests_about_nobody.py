"""An index of the requests that are about no client, so that who changed products and settings is read
without looking at every sale. No sale and no fiche writes to it.
"""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("CREATE INDEX trail_about_nobody ON trail (id) WHERE client_id IS NULL")
