"""The database: connection, engines, schema and migrations, numbering, settings."""

from models.store.engines import drivers

drivers.take_none()
