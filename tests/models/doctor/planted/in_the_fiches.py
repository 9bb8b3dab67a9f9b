"""Faults in what leads from one fiche of a person to another."""

from models.doctor import merging
from models.doctor.trade import animals
from tests.models.doctor.planted.planted import Planted

PLANTED = {
    "a merge without its alias": Planted(
        merging.aliases_follow_the_merges, "INV-45", "DELETE FROM client_alias"
    ),
    "an alias to somebody else": Planted(
        merging.aliases_follow_the_merges, "INV-45", "UPDATE client_alias SET survivor_id = 1"
    ),
    "an alias of a merge that was undone": Planted(
        merging.aliases_follow_the_merges, "INV-45", "DELETE FROM client_merge_undoing"
    ),
    "a merged fiche that is listed": Planted(
        merging.statuses_agree_with_aliases,
        "INV-45",
        "UPDATE client SET status = 'active' WHERE status = 'merged'",
    ),
    "a client listed as merged into nobody": Planted(
        merging.statuses_agree_with_aliases, "INV-45", "UPDATE client SET status = 'merged' WHERE id = 2"
    ),
    "a survivor whom the name of the merged fiche does not find": Planted(
        merging.merged_fiches_find_the_survivor,
        "search",
        "UPDATE client SET merged_words = '' WHERE merged_words <> ''",
    ),
    "a payment that settles the sale of somebody else": Planted(
        merging.ties_are_within_one_person,
        "INV-13",
        "UPDATE allocation SET credit_id = (SELECT min(id) FROM operation WHERE kind = 'payment' AND "
        "client_id = 1) WHERE id = (SELECT min(a.id) FROM allocation a JOIN operation o ON o.id = a.debit_id "
        "WHERE o.client_id = 2)",
    ),
    "an animal of another birth date": Planted(
        animals.animals_are_as_last_said, "trail", "UPDATE animal SET birth_date = '2019-01-01' WHERE id = 1"
    ),
    "a breed of another name": Planted(
        animals.kinds_are_as_last_said, "trail", "UPDATE animal_kind SET name = 'Berger' WHERE id = 2"
    ),
    "a sale for an animal of somebody else": Planted(
        animals.sales_are_for_animals_of_their_client,
        "animals",
        "UPDATE animal SET client_id = 2 WHERE name = 'Rex'",
    ),
    "a line for an animal that was never sold": Planted(
        animals.sold_lines_are_there, "animals", "UPDATE sale_animal SET position = 9 WHERE position = 2"
    ),
    "a breed of a breed": Planted(
        animals.kinds_can_be_read,
        "animals",
        "INSERT INTO animal_kind (species_id, name, name_key, active) VALUES (2, 'Nain', 'nain', true)",
    ),
    "a species under another name": Planted(
        animals.kinds_can_be_read, "animals", "UPDATE animal_kind SET name_key = 'zz' WHERE id = 1"
    ),
    "a fiche that forbade what its survivor allows": Planted(
        merging.consents_are_the_stricter, "INV-45", "DELETE FROM consent WHERE source = 'merging'"
    ),
}
