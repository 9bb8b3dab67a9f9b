"""Faults in fiches, contacts, appointments, and in what is chosen from lists."""

from models.doctor import appointments, contacts, lists, people, technical_sheets
from models.doctor.store import values
from tests.models.doctor.planted.planted import Planted

PLANTED = {
    "a note that would drive the terminal": Planted(
        values.no_text_drives_a_terminal,
        "INV-44",
        "UPDATE operation SET note = '\x1b[2J' WHERE id = 1",
    ),
    "a value in a custom field that there is not": Planted(
        people.custom_values_fit,
        "fields",
        'UPDATE client_details SET custom = \'{"99": "x"}\'',
    ),
    "a category of clients under another name": Planted(
        people.categories_have_names, "names", "UPDATE client_category SET name = 'Autres' WHERE id = 1"
    ),
    "a phone that is none": Planted(
        people.fiches_can_be_used, "clients", "UPDATE client SET mobile = '0612' WHERE id = 2"
    ),
    "a code in small letters": Planted(
        people.fiches_can_be_used, "clients", "UPDATE client SET code = 'abc' WHERE id = 1"
    ),
    "an address without an @": Planted(
        people.fiches_can_be_used, "clients", "UPDATE client SET email = 'jeanne' WHERE id = 1"
    ),
    "a client called by a blank": Planted(
        people.fiches_can_be_used, "clients", "UPDATE client SET last_name = ' ' WHERE id = 1"
    ),
    "an organism that follows itself": Planted(
        lists.organisms_follow_one_another,
        "organisms",
        "UPDATE organism SET successor_id = 3 - id WHERE id < 3",
    ),
    "an organism that ends before it begins": Planted(
        lists.organisms_follow_one_another,
        "organisms",
        "UPDATE organism SET valid_from = '2026-01-01', valid_until = '2025-01-01'",
    ),
    "somebody on a selection who does not exist": Planted(
        lists.members_of_selections_exist,
        "selections",
        "UPDATE selection_member SET client_id = 999 "
        "WHERE client_id = (SELECT max(client_id) FROM selection_member)",
    ),
    "a member of a selection that does not exist": Planted(
        lists.members_of_selections_exist, "selections", "INSERT INTO selection_member VALUES (999, 2)"
    ),
    "an organism that goes on as none": Planted(
        lists.organisms_are_there, "organisms", "UPDATE organism SET successor_id = 999 WHERE id = 3"
    ),
    "an organism of a client that is none": Planted(
        lists.organisms_are_there, "organisms", "UPDATE client SET organism_id = 999 WHERE id = 2"
    ),
    "an organism that is there twice": Planted(
        lists.organisms_differ, "organisms", "UPDATE organism SET name = 'cnss.' WHERE name = 'FAR'"
    ),
    "an entry of a list under another name": Planted(
        lists.lists_can_be_read, "lists", "UPDATE reference SET name_key = 'nobody' WHERE id = 1"
    ),
    "a theme under another name": Planted(
        technical_sheets.terms_are_as_last_said, "trail", "UPDATE sheet_term SET name = 'Soins' WHERE id = 1"
    ),
    "a theme that no search would find": Planted(
        technical_sheets.terms_are_as_last_said,
        "technical_sheets",
        "UPDATE sheet_term SET name_key = 'soins' WHERE id = 1",
    ),
    "an author whom nobody struck off": Planted(
        technical_sheets.authors_are_as_last_said,
        "technical_sheets",
        "UPDATE staff SET writes_sheets = FALSE WHERE id = 2",
    ),
    "a note to a criterion that is none": Planted(
        technical_sheets.technical_sheets_name_their_terms,
        "technical_sheets",
        "INSERT INTO sheet_entry (trail_id, client_id, author_id, criterion_id) VALUES (1, 1, 1, 999)",
    ),
    "an appointment for a contact of somebody else": Planted(
        appointments.who_comes_is_a_contact_of_the_client,
        "appointments",
        "UPDATE appointment SET client_id = 2 WHERE contact_id IS NOT NULL",
    ),
    "an appointment at another hour than was said": Planted(
        appointments.appointments_are_as_last_said, "trail", "UPDATE appointment SET start = 900 WHERE id = 1"
    ),
    "an appointment that nobody made": Planted(
        appointments.appointments_are_as_last_said,
        "trail",
        "INSERT INTO appointment (uid, client_id, day, start, minutes, subject, staff_id, status) "
        "VALUES ('x', 1, '2026-12-01', 600, 30, 'Vaccin', 1, 'kept')",
    ),
    "a reminder of an appointment that was moved": Planted(
        appointments.reminders_are_of_their_appointments,
        "INV-54",
        "UPDATE appointment SET start = 700 WHERE id IN (SELECT appointment_id FROM appointment_reminder)",
    ),
    "a reminder of somebody else's appointment": Planted(
        appointments.reminders_are_of_their_appointments,
        "INV-54",
        "UPDATE appointment SET client_id = 2 WHERE id IN (SELECT appointment_id FROM appointment_reminder)",
    ),
    "a choice out of another list": Planted(
        lists.choices_are_of_their_list,
        "lists",
        "INSERT INTO client_details (client_id, representative_id) VALUES (1, 1)",
    ),
    "a choice that there is not": Planted(
        lists.choices_are_of_their_list,
        "lists",
        "INSERT INTO client_details (client_id, courier_id) VALUES (1, 999)",
    ),
    "a rule of payment in another list": Planted(
        lists.lists_can_be_read, "lists", "UPDATE reference SET end_of_month = TRUE WHERE kind = 'relation'"
    ),
    "a relation out of another list": Planted(
        contacts.relations_are_of_their_list,
        "contacts",
        "UPDATE contact SET relation_id = (SELECT min(id) FROM reference WHERE kind = 'courier')",
    ),
    "a contact of a fiche that was merged": Planted(
        contacts.contacts_are_of_whoever_stands_for_the_person,
        "contacts",
        "UPDATE contact SET client_id = (SELECT min(client_id) FROM client_alias)",
    ),
    "a contact at a site of another client": Planted(
        contacts.contacts_are_of_whoever_stands_for_the_person,
        "contacts",
        "UPDATE contact SET site_id = 1; UPDATE site SET client_id = 2 WHERE id = 1",
    ),
    "a contact missing from the search": Planted(
        contacts.search_finds_every_contact, "search", "DELETE FROM contact_word"
    ),
    "a contact found by an old phone": Planted(
        contacts.search_finds_every_contact, "search", "UPDATE contact SET mobile = '+212700000000'"
    ),
    "a contact out of order": Planted(
        contacts.search_finds_every_contact, "search", "UPDATE contact SET name_key = 'zz'"
    ),
    "a contact of another client than it was created for": Planted(
        contacts.contacts_are_as_last_said, "trail", "UPDATE contact SET client_id = 2 WHERE client_id = 1"
    ),
    "a contact that nobody retired": Planted(
        contacts.contacts_are_as_last_said, "trail", "UPDATE contact SET active = FALSE"
    ),
    "two entries of a list at one place": Planted(
        lists.lists_can_be_read, "lists", "UPDATE reference SET position = 1"
    ),
}
