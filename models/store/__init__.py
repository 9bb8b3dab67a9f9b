"""Where it is kept: the connection, the two engines, the schema and its migrations, numbering, settings."""

from models.store.engines import drivers

drivers.take_none()
