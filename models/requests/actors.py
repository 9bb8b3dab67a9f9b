"""Who acts: every request names somebody who works here, or nobody where the program acts by itself."""

from models.store.connection import Table
from models.store.fields import BooleanField, IntegerField, MomentField, TextField


class Staff(Table):
    """A staff member. Never deleted: the trail names them. `may_send`: see `models.people.staff.rights`."""

    name = TextField()
    name_key = TextField()
    code_hash = TextField()
    active = BooleanField(default=True)
    may_send = BooleanField(default=False)
    failures = IntegerField(default=0)
    wait_until = MomentField(null=True)
