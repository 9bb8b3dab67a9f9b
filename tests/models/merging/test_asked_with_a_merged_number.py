"""Every verb asked with the number of a merged fiche: it does its work on the survivor (X18)."""

from pathlib import Path
from typing import Any

from models import doctor
from models.people.clients.aliases import ClientMerge, survivor_of
from models.store.connection import engine
from models.store.engines.engine import Engine
from tests.conftest import establish
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import merge
from tests.models.requests.every_verb import EveryVerb, Play, clients, merging

OF_THE_MERGE = {"client_merge", "client_alias", "client_details"}
"""Tables with rows of a merged fiche: what leads from there, and its own fields."""


class OfMergedFiches(EveryVerb):
    """From the first sale on, every client goes by the number of a fiche that was merged into theirs."""

    def carry_out(self, play: Play) -> None:
        if play is merging.play:
            return  # merging again what is merged is refused
        super().carry_out(play)
        if play is clients.play:
            self.merge_all()

    def merge_all(self) -> None:
        shop = self.shop
        make = shop.counter.client

        def twin(*args: Any, **fields: Any) -> int:
            return self.other_number(make(*args, **fields))

        shop.jeanne, shop.salma = self.other_number(shop.jeanne), self.other_number(shop.salma)
        shop.counter.client = twin  # type: ignore[method-assign]

    def other_number(self, client: int) -> int:
        other = Counter.client(self.shop.counter, "Jumelle", f"De {client}")
        merge(self.shop.counter, client, other)
        return other


def rows_of(table: str, clients: str) -> int:
    """How many rows name one of these clients; who created a client tells of that very fiche."""
    if "client_id" not in engine().columns()[table]:
        return 0
    later = " AND verb <> 'clients.create'" if table == "trail" else ""
    found = engine().run(f"SELECT COUNT(*) FROM {table} WHERE client_id IN ({clients}){later}", ())
    return int(found.fetchone()[0])


def test_whatever_is_asked_for_a_merged_fiche_is_written_with_the_survivor(
    store: Engine, tmp_path: Path
) -> None:
    OfMergedFiches(establish().id, tmp_path)()
    merged = [row.merged_id for row in ClientMerge.select()]
    assert len(merged) > 8
    assert survivor_of(merged[0]) not in merged
    listed = ", ".join(map(str, merged))
    left = {table for table in engine().columns() if table not in OF_THE_MERGE and rows_of(table, listed)}
    assert left == set()
    assert doctor.examine() == []
