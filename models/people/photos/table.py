"""The photos of clients, as rows."""

from models.files.table import StoredFile
from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import BooleanField, ForeignKeyField, IntegerField


class ClientPhoto(Table):
    """A photo of a client. Deleted with its bytes when it is erased: no trail, no seal holds them.

    Attributes:
      number: counts the photos of the client
      shown: whether this is the one of the fiche; one photo of a client is, if there is any
      trail: the request that gave it its present bytes
    """

    client = ForeignKeyField(Client)
    number = IntegerField()
    file = ForeignKeyField(StoredFile, column_name="file_hash")
    shown = BooleanField()
    trail = ForeignKeyField(Trail)
