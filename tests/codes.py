"""The security code that tests use where a verb asks for it."""

from models.people.staff import security_code
from models.store import settings
from models.store.connection import transaction

SECURITY = "7531"
_KEPT = "$argon2id$v=19$m=8,t=1,p=1$81kRD7ifvDF4UIGvka3Z1Q$5lYfDErUMj+Adu3BStaKAYXBoUcVVUMsejZmqCZyoOg"
"""Of that code, looked at in no time; a real one takes long on purpose."""


def secured() -> str:
    """The code, chosen by now."""
    if not security_code.is_chosen():
        with transaction():
            settings.put(security_code.HASH, _KEPT)
    return SECURITY
