"""Faults in what the pharmacy chose and defined."""

from models.doctor.requests import defined
from models.doctor.store import choices
from tests.models.doctor.planted.planted import Planted

PLANTED = {
    "a category of clients that gives more than was said": Planted(
        defined.client_categories_are_as_last_saved,
        "trail",
        "UPDATE client_category SET discount = 9000 WHERE id = 1",
    ),
    "a pharmacy without a name": Planted(
        choices.the_pharmacy_has_a_name,
        "settings",
        "UPDATE setting SET value = '' WHERE name = 'pharmacy.name'",
    ),
    "a way to pay that is neither on nor off": Planted(
        choices.modes_are_known,
        "settings",
        "UPDATE setting SET value = 'no' WHERE substr(name, 1, 13) = 'payment_mode.'",
    ),
    "a way to pay that there is not": Planted(
        choices.modes_are_known,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('payment_mode.gold', 'off')",
    ),
    "a way to pay that has no place in the order": Planted(
        choices.modes_are_known,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('payment_modes.order', 'card,cash,cheque')",
    ),
    "tries of the code that are no number": Planted(
        choices.the_security_code_can_be_tried,
        "settings",
        "UPDATE setting SET value = 'many' WHERE name = 'security_code.failures'",
    ),
    "a security code in clear": Planted(
        choices.choices_can_be_followed,
        "settings",
        "UPDATE setting SET value = '4821' WHERE name = 'security_code.hash'",
    ),
    "a ceiling that is no amount": Planted(
        choices.choices_can_be_followed,
        "settings",
        "UPDATE setting SET value = 'none' WHERE name = 'default_ceiling'",
    ),
    "hours that end before they begin": Planted(
        choices.sending_has_an_hour_and_a_pace,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('outbox.opens', '21:00')",
    ),
    "no message a second": Planted(
        choices.sending_has_an_hour_and_a_pace,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('outbox.per_second', '-1')",
    ),
    "a prefix of documents that there are not": Planted(
        choices.prefixes_belong_to_a_series, "settings", "UPDATE number_prefix SET series = 'ZZ'"
    ),
    "a prefix of five letters": Planted(
        choices.prefixes_belong_to_a_series,
        "settings",
        "INSERT INTO number_prefix (prefix, series) VALUES ('LONGS', 'V')",
    ),
}
