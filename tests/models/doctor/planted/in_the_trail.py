"""Rows without their request, requests without their rows, and changes that nobody asked for."""

from models.doctor import photos, privacy
from models.doctor.requests import details, imports, last_said, listed
from models.doctor.requests import trail as requests
from models.doctor.store import kept_json, values
from tests.models.doctor.planted.planted import Planted, first, one

PLANTED = {
    "a client who is not listed with their import": Planted(
        imports.imports_have_their_rows, "trail", "DELETE FROM imported_client WHERE id = 1"
    ),
    "an import that nobody can undo any more": Planted(
        imports.imports_have_their_rows, "trail", "DELETE FROM import_batch"
    ),
    "an import that was undone, with its debts": Planted(
        imports.undone_imports_left_no_debt,
        "INV-02",
        "INSERT INTO import_undoing (batch_id, trail_id) SELECT b.id, max(t.id) FROM import_batch b, trail t "
        "WHERE b.subject = 'clients' AND b.id NOT IN (SELECT batch_id FROM import_undoing) GROUP BY b.id",
    ),
    "a photo of which a byte changed": Planted(
        photos.files_hold_what_they_are_called_by,
        "files",
        "UPDATE stored_file SET content = o.content, size = o.size"
        " FROM (SELECT content, size FROM stored_file ORDER BY hash LIMIT 1) AS o",
    ),
    "bytes of a photo that was erased": Planted(
        photos.files_are_used, "files", "DELETE FROM client_photo WHERE client_id = 1"
    ),
    "a photo without its bytes": Planted(photos.photos_have_their_files, "photos", "DELETE FROM stored_file"),
    "a photo under another number": Planted(
        photos.photos_have_their_files, "photos", "UPDATE client_photo SET number = number + 10"
    ),
    "photos of which none is shown": Planted(
        photos.one_photo_is_shown, "photos", "UPDATE client_photo SET shown = FALSE"
    ),
    "a photo of somebody else": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE client_photo SET client_id = 3 WHERE client_id = 1",
    ),
    "two persons of whom nobody said so": Planted(
        last_said.pairs_are_apart_as_last_said,
        "trail",
        "INSERT INTO client_apart SELECT one_id, 3, trail_id FROM client_apart WHERE one_id = 1",
    ),
    "two persons whose pair was taken out": Planted(
        last_said.pairs_are_apart_as_last_said, "trail", "DELETE FROM client_apart"
    ),
    "two persons by the request for others": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE client_apart SET one_id = 2, other_id = 3",
    ),
    **{
        f"erased: {what}": Planted(
            requests.requests_left_their_rows, "trail", f"DELETE FROM {table} WHERE {where}"
        )
        for what, table, where in (
            ("a sale", "operation", "kind = 'sale'"),
            ("an opening balance", "operation", "kind = 'opening'"),
            ("an advance", "operation", "kind = 'advance'"),
            ("an adjustment", "operation", "kind = 'adjustment'"),
            ("a return", "operation", "kind = 'return'"),
            ("a refund", "operation", "kind = 'refund'"),
            ("a goodwill credit", "operation", "kind = 'credit_note'"),
            ("a cancellation", "operation", "kind = 'reversal'"),
            ("what an organism paid", "operation", "kind = 'payment' AND client_id IS NULL"),
            ("a quote", "document", "kind = 'quote'"),
            ("an order", "document", "kind = 'order'"),
            ("a preparation", "document", "kind = 'preparation'"),
            ("the refusal of a quote", "document_step", "state = 'refused'"),
            ("a delivery", "document_step", "state = 'delivered'"),
            ("a handing over", "document_step", "state = 'handed_over'"),
            ("the cancelling of a document", "document_step", "state = 'cancelled'"),
            ("a relevé", "statement", "id = 2"),
            ("an invoice", "global_invoice", "billing_id IS NULL"),
            ("an invoice of one sale", "invoice", "kind = 'credit_note'"),
            ("a draft", "invoice_draft", "id = (SELECT max(id) FROM invoice_draft)"),
            ("the dropping of a draft", "invoice_draft_drop", "1 = 1"),
            ("the sending of an invoice", "invoice_sending", "1 = 1"),
            ("the deletion of an invoice", "global_invoice_deletion", "1 = 1"),
            ("a closing of the till", "till_closing", "id = 3"),
            ("a reopening of the till", "till_reopening", "1 = 1"),
            ("a word of a client", "consent", "id = (SELECT max(id) FROM consent)"),
            ("a STOP", "consent", "source = 'incoming'"),
            ("a closed period", "period_closing", "id = 2"),
            ("a period opened again", "period_reopening", "1 = 1"),
            ("a text of a client", "incoming_text", "id = 3"),
            ("what somebody read in a text", "incoming_decision", "incoming_id = 3"),
            ("a pack", "credit_pack", "id = 2"),
            ("a step of a pack", "credit_step", "step = 'paid'"),
            ("a campaign", "campaign", "id = 2"),
            ("a message that was sent again", "message", "again_of_id IS NOT NULL"),
            ("a message about a debt", "message", "kind = 'due'"),
        )
    },
    "the same sale twice by one request": Planted(
        requests.requests_left_their_rows,
        "INV-20",
        "UPDATE operation SET trail_id = (SELECT min(trail_id) FROM operation WHERE kind = 'sale')"
        f" WHERE id = {one('operation', 'max', 'kind', 'sale')}",
    ),
    "a sale by the request of a payment": Planted(
        requests.rows_are_of_a_request_that_writes_them,
        "trail",
        "UPDATE operation SET trail_id = (SELECT min(id) FROM trail WHERE verb = 'payments.pay_credit')"
        f" WHERE id = {one('operation', 'min', 'kind', 'sale')}",
    ),
    "a payment that became an advance": Planted(
        requests.rows_are_of_a_request_that_writes_them,
        "trail",
        f"UPDATE operation SET kind = 'advance' WHERE id = {one('operation', 'min', 'kind', 'payment')}",
    ),
    "a request that became another": Planted(
        requests.rows_are_of_a_request_that_writes_them,
        "trail",
        "UPDATE trail SET verb = 'returns.take_back' WHERE verb = 'sales.sell'",
    ),
    "a delivery by the request of a cancellation": Planted(
        requests.rows_are_of_a_request_that_writes_them,
        "trail",
        "UPDATE document_step SET trail_id = (SELECT max(id) FROM trail WHERE verb = 'orders.cancelled')"
        " WHERE state = 'delivered'",
    ),
    "an operation of another client than its request": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE operation SET client_id = 3 - client_id WHERE kind = 'adjustment' AND client_id < 3",
    ),
    "a request for another client": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE trail SET client_id = 3 - client_id WHERE verb = 'statements.issue'",
    ),
    "an allocation of another client than its request": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE allocation SET client_id = 3 - client_id",
    ),
    "a document of another client than its request": Planted(
        requests.rows_are_of_their_requests_client, "INV-13", "UPDATE document SET client_id = 3 - client_id"
    ),
    "a word of another client than its request": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE consent SET client_id = 1 WHERE id = (SELECT max(id) FROM consent)",
    ),
    "a deleted invoice of another client": Planted(
        requests.rows_are_of_their_requests_client,
        "INV-13",
        "UPDATE global_invoice_deletion SET invoice_id ="
        " (SELECT id FROM global_invoice WHERE billing_id IS NULL)",
    ),
    "a sale entered before its day": Planted(
        requests.rows_are_not_younger_than_their_request,
        "INV-05",
        f"UPDATE operation SET value_date = '2026-11-11' WHERE id = {first('sale')}",
    ),
    "a request of a year ago": Planted(
        requests.rows_are_not_younger_than_their_request,
        "INV-05",
        "UPDATE trail SET at = '2025-11-06 10:30:00.000000' WHERE verb = 'sales.sell'",
    ),
    "a till closed before its day": Planted(
        requests.rows_are_not_younger_than_their_request,
        "INV-05",
        "UPDATE trail SET at = '2026-10-01 10:30:00.000000' WHERE verb = 'till.close'",
    ),
    "a request of nobody": Planted(
        requests.requests_say_who_and_for_whom,
        "trail",
        "UPDATE trail SET staff_id = NULL WHERE verb = 'reversal.reverse'",
    ),
    "a payment for nobody": Planted(
        requests.requests_say_who_and_for_whom,
        "trail",
        "UPDATE trail SET client_id = NULL WHERE verb = 'payments.pay_credit'",
    ),
    "a client made twice": Planted(
        requests.clients_were_made_once,
        "trail",
        "UPDATE trail SET client_id = 2 WHERE verb = 'clients.create'",
    ),
    "a pharmacy that nobody founded": Planted(
        requests.clients_were_made_once, "trail", "UPDATE trail SET verb = 'x' WHERE id = 1"
    ),
    "two sales that changed their requests": Planted(
        requests.requests_follow_the_order_of_entry,
        "trail",
        "UPDATE operation SET trail_id = CASE trail_id"
        " WHEN (SELECT trail_id FROM operation WHERE number = 'V-2026-00001') THEN"
        " (SELECT trail_id FROM operation WHERE number = 'V-2026-00002')"
        " ELSE (SELECT trail_id FROM operation WHERE number = 'V-2026-00001') END"
        " WHERE number IN ('V-2026-00001', 'V-2026-00002')",
    ),
    "a payment in another mode than was told": Planted(
        details.payments_are_what_was_told,
        "trail",
        "UPDATE posting SET account = 'transfer' WHERE account = 'card' AND operation_id IN"
        " (SELECT o.id FROM operation o JOIN trail t ON t.id = o.trail_id"
        " WHERE t.verb = 'payments.pay_selected')",
    ),
    "a payment of more than was told": Planted(
        details.payments_are_what_was_told,
        "trail",
        "UPDATE posting SET amount = amount + 100 WHERE account IN ('cash', 'card')",
    ),
    "an imported debt that was forgiven": Planted(
        details.imports_are_what_was_told,
        "trail",
        "DELETE FROM posting WHERE amount = 12000",
    ),
    "a STOP that became a yes": Planted(
        details.words_are_what_was_told,
        "trail",
        "UPDATE consent SET granted = TRUE WHERE id = (SELECT max(id) FROM consent)",
    ),
    "a refusal of marketing that became a STOP": Planted(
        details.words_are_what_was_told, "trail", "UPDATE consent SET marketing_only = FALSE"
    ),
    "a STOP on another channel": Planted(
        details.words_are_what_was_told,
        "trail",
        "UPDATE consent SET channel = 'email' WHERE id = (SELECT max(id) FROM consent)",
    ),
    "a STOP from another number": Planted(
        details.words_are_what_was_told,
        "trail",
        "UPDATE consent SET address = '+212600099998' WHERE source = 'incoming'",
    ),
    "a pack that grew": Planted(
        details.packs_are_what_was_told, "trail", "UPDATE credit_pack SET size = size + 1"
    ),
    "a step of another pack": Planted(
        details.packs_are_what_was_told,
        "trail",
        "UPDATE credit_step SET pack_id = 3 - pack_id WHERE step = 'paid'",
    ),
    "a closed period that is shorter": Planted(
        details.periods_are_what_was_told,
        "trail",
        "UPDATE period_closing SET last_day = '2026-10-15' WHERE id = 2",
    ),
    "another period opened again": Planted(
        details.periods_are_what_was_told, "trail", "UPDATE period_reopening SET closing_id = 2"
    ),
    "a campaign that wrote to one more": Planted(
        details.campaigns_are_what_was_told,
        "trail",
        "UPDATE message SET trail_id = (SELECT trail_id FROM campaign WHERE id = 1) WHERE kind = 'due'",
    ),
    "a setting that nobody chose": Planted(
        last_said.settings_are_as_last_chosen,
        "trail",
        "UPDATE setting SET value = '1' WHERE name = 'default_ceiling'",
    ),
    "a setting that is gone": Planted(
        last_said.settings_are_as_last_chosen, "trail", "DELETE FROM setting WHERE name = 'outbox.longest'"
    ),
    "a setting of another request": Planted(
        last_said.settings_are_as_last_chosen,
        "trail",
        "UPDATE setting SET trail_id = 1 WHERE name = 'pharmacy.phone'",
    ),
    "a security code of nobody": Planted(
        last_said.settings_are_as_last_chosen,
        "trail",
        "UPDATE setting SET trail_id = NULL WHERE name = 'security_code.hash'",
    ),
    "a fiche that nobody changed": Planted(
        last_said.fiches_are_as_last_saved, "trail", "UPDATE client SET city = 'Fès' WHERE id = 1"
    ),
    "a client taken out of the archives": Planted(
        last_said.fiches_are_as_last_saved,
        "trail",
        "UPDATE client SET status = 'active' WHERE status = 'archived'",
    ),
    "a fiche saved once too often": Planted(
        last_said.fiches_are_as_last_saved, "trail", "UPDATE client SET version = version + 1 WHERE id = 1"
    ),
    "an edit that was erased": Planted(
        last_said.fiches_are_as_last_saved, "trail", "DELETE FROM trail WHERE verb = 'clients.edit'"
    ),
    "a default discount that grew": Planted(
        last_said.discounts_are_as_last_chosen, "trail", "UPDATE default_discount SET rate = rate + 100"
    ),
    "a default discount that is gone": Planted(
        last_said.discounts_are_as_last_chosen, "trail", "DELETE FROM default_discount WHERE category_id > 0"
    ),
    "a price that nobody changed": Planted(
        last_said.products_are_as_last_saved, "trail", "UPDATE product SET price = 1 WHERE code = 'SIR'"
    ),
    "a category that is no longer regulated": Planted(
        last_said.products_are_as_last_saved, "trail", "UPDATE category SET regulated = FALSE"
    ),
    "a VAT rate that nobody set": Planted(
        last_said.products_are_as_last_saved,
        "trail",
        "UPDATE vat_rate SET rate = 700 WHERE since > '2025-01-01'",
    ),
    "a VAT rate that is gone": Planted(
        last_said.products_are_as_last_saved, "trail", "DELETE FROM vat_rate WHERE since > '2025-01-01'"
    ),
    "a product that vanished from the counter": Planted(
        last_said.products_are_as_last_saved, "trail", "UPDATE product SET active = FALSE WHERE code = 'GAZ'"
    ),
    "a template that says something else": Planted(
        last_said.templates_are_as_last_saved, "trail", "UPDATE template SET body = 'Payez' WHERE id = 1"
    ),
    "a template in use again": Planted(
        last_said.templates_are_as_last_saved, "trail", "UPDATE template SET active = TRUE"
    ),
    "a template that is gone": Planted(
        last_said.templates_are_as_last_saved, "trail", "DELETE FROM template WHERE id = 2"
    ),
    "a courier with another phone": Planted(
        listed.lists_are_as_last_saved,
        "trail",
        "UPDATE reference SET phone = '+212600000000' WHERE kind = 'courier'",
    ),
    "a courier who is retired by nobody": Planted(
        listed.lists_are_as_last_saved, "trail", "UPDATE reference SET active = FALSE WHERE kind = 'courier'"
    ),
    "payment terms that are longer": Planted(
        listed.lists_are_as_last_saved, "trail", "UPDATE reference SET days = 60 WHERE days = 30"
    ),
    "an organism that ends on another day": Planted(
        listed.lists_are_as_last_saved,
        "trail",
        "UPDATE organism SET valid_until = '2027-10-31' WHERE valid_until IS NOT NULL",
    ),
    "an organism with another successor": Planted(
        listed.lists_are_as_last_saved,
        "trail",
        "UPDATE organism SET successor_id = 2 WHERE successor_id IS NOT NULL",
    ),
    "somebody taken off a selection": Planted(
        last_said.selections_are_as_last_saved,
        "trail",
        "DELETE FROM selection_member WHERE client_id = (SELECT max(client_id) FROM selection_member)",
    ),
    "a right to send that nobody gave": Planted(
        last_said.staff_are_as_last_said,
        "trail",
        "UPDATE staff SET may_send = TRUE WHERE name = 'Omar'",
    ),
    "somebody who left and is back": Planted(
        last_said.staff_are_as_last_said, "trail", "UPDATE staff SET active = TRUE WHERE name = 'Omar'"
    ),
    "the founder locked out": Planted(
        last_said.staff_are_as_last_said, "trail", "UPDATE staff SET active = FALSE WHERE id = 1"
    ),
    "a campaign that goes on again": Planted(
        last_said.campaigns_are_where_they_were_moved,
        "trail",
        "UPDATE campaign SET state = 'running', ended = NULL WHERE id = 2",
    ),
    "a campaign that nobody stopped": Planted(
        last_said.campaigns_are_where_they_were_moved,
        "trail",
        "UPDATE campaign SET state = 'paused' WHERE id = 1",
    ),
    **{
        f"what cannot be read: {table}.{column}": Planted(
            kept_json.what_was_kept_can_be_read, "INV-44", f"UPDATE {table} SET {column} = '{text}'"
        )
        for table, column, text in (
            ("trail", "detail", "{"),
            ("sale", "client_identifiers", "x"),
            ("sale_return", "client_identifiers", "[]"),
            ("statement", "parties", '{"pharmacy": {}, "client": {}}'),
            ("document", "parties", "null"),
            ("global_invoice", "parties", '{"pharmacy": 1}'),
            ("invoice", "parties", '{"pharmacy": {}}'),
            ("invoice", "terms", '{"payment": ""}'),
            ("till_closing", "pharmacy", "{}"),
            ("draft", "content", "{,}"),
        )
    },
    "a company's numbers that no program can read": Planted(
        kept_json.what_was_kept_can_be_read,
        "INV-44",
        """UPDATE document SET parties = replace(parties, '"ids": {}', '"ids": "ICE 1"')""",
    ),
    "a kind that there is not": Planted(
        values.every_value_is_of_its_kind,
        "values",
        "UPDATE client SET kind = 'ghost'",
        ("client", "client_kind_check"),
    ),
    "a state that there is not": Planted(
        values.every_value_is_of_its_kind,
        "values",
        "UPDATE document_step SET state = 'lost'",
        ("document_step", "document_step_state_check"),
    ),
    "a column that nobody declared": Planted(
        privacy.every_column_is_declared, "privacy", "ALTER TABLE client ADD COLUMN birth_date TEXT"
    ),
    "a redaction that never ended": Planted(
        privacy.no_redaction_is_under_way, "INV-03", "UPDATE redaction SET state = 'under_way'"
    ),
    "a phone of somebody who was forgotten": Planted(
        privacy.who_was_forgotten_is,
        "INV-43",
        "UPDATE client SET mobile = '+212612000000' WHERE status = 'anonymised'",
    ),
    "somebody anonymised whom nobody asked to forget": Planted(
        privacy.who_was_forgotten_is, "INV-43", "UPDATE redaction SET client_id = 1"
    ),
}
