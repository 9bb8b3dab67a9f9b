"""What only a seal shows: texts, names, the last row of all, a seal that does not follow."""

from models.doctor import seals
from tests.models.doctor.planted.planted import Planted

PLANTED = {
    "a name that is passed off as redacted": Planted(
        seals.redacted_values_are_of_a_redaction,
        "seals",
        "INSERT INTO seal_redaction (trail_id, table_name, row_key, column_name, sealed, renewed)"
        " VALUES (1, 'sale', 1, 'client_name', 'a', 'b')",
    ),
} | {
    what: Planted(seals.the_newest_seals_hold, "seals", sql)
    for what, sql in (
        ("a note that was rewritten", "UPDATE operation SET note = 'nothing' WHERE id = 5"),
        (
            "another name on a sale",
            "UPDATE sale SET client_name = 'x' WHERE operation_id = (SELECT min(operation_id) FROM sale)",
        ),
        ("another one who carried it out", "UPDATE trail SET detail = '{}' WHERE id = 9"),
        ("the last word of a client, erased", "DELETE FROM consent WHERE id = (SELECT max(id) FROM consent)"),
        ("a seal of another moment", "UPDATE seal SET at = '2026-11-11 11:11:11.000000' WHERE number = 1"),
        ("an erased seal", "DELETE FROM seal WHERE number = 1"),
    )
}
