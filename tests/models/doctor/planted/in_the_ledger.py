"""Every fault the doctor must find: the SQL that plants it, and the check that must say so."""

from models.doctor import people, sites
from models.doctor.money import allocations, numbers, operations, reversals, ties
from models.doctor.money import till as till_checks
from models.doctor.store import choices
from models.doctor.trade import catalogue, documents, global_invoices, promises
from models.doctor.trade import returns as returns_checks
from tests.models.doctor.planted.planted import Planted, first


def untied(kind: str) -> str:
    """What the first operation of this kind had settled is open again, as undoing a lettrage leaves it."""
    return (
        "INSERT INTO allocation (trail_id, client_id, debit_id, credit_id, value_date, amount, undoes_id)"
        " SELECT trail_id, client_id, debit_id, credit_id, value_date, -amount, id"
        f" FROM allocation WHERE credit_id = {first(kind)}"
    )


PLANTED = {
    "a product that no search finds": Planted(
        catalogue.search_finds_every_product, "search", "UPDATE product SET name = 'Renamed'"
    ),
    "a code that is another's bar code": Planted(
        catalogue.scanned_codes_mean_one_product,
        "codes",
        "UPDATE product SET search_key = search_key || ' p5000', bar_code = 'P5000' WHERE code = 'P10000'",
    ),
    "a rate without a percentage": Planted(
        catalogue.rates_are_known, "vat", "INSERT INTO vat (name) VALUES ('Taux normal')"
    ),
    "postings do not add up": Planted(
        operations.postings_balance,
        "INV-09",
        "UPDATE posting SET amount = amount + 1 WHERE account = 'sales'",
    ),
    "postings are lost": Planted(
        operations.postings_balance, "INV-09", f"DELETE FROM posting WHERE operation_id = {first('sale')}"
    ),
    "a posting of 0": Planted(
        operations.postings_balance,
        "INV-09",
        f"INSERT INTO posting (operation_id, account, amount) VALUES ({first('sale')}, 'gifts', 0)",
        ("posting", "posting_amount_check"),
    ),
    "a posting of another client": Planted(
        operations.postings_name_the_client,
        "INV-13",
        "UPDATE posting SET client_id = 2 WHERE client_id = 1",
    ),
    "an adjustment in the till": Planted(
        operations.accounts_suit_the_kind,
        "INV-08",
        "UPDATE posting SET account = 'cash' WHERE account = 'adjustments'",
    ),
    "a discount in the till": Planted(
        operations.accounts_suit_the_kind,
        "INV-16",
        "UPDATE posting SET account = 'card' WHERE account = 'discounts'",
    ),
    "a payment in the turnover": Planted(
        operations.accounts_suit_the_kind,
        "INV-08",
        f"UPDATE posting SET account = 'sales' WHERE account = 'cash' AND operation_id = {first('payment')}",
    ),
    "a payment that raises the debt": Planted(
        operations.signs_suit_the_kind,
        "INV-12",
        f"UPDATE posting SET amount = -amount WHERE operation_id = {first('payment')}",
    ),
    "a post-dated sale": Planted(
        operations.nothing_in_the_future,
        "INV-05",
        f"UPDATE operation SET value_date = '2026-11-30' WHERE id = {first('sale')}",
    ),
    "a cached balance": Planted(
        operations.cached_balances, "INV-02", "UPDATE client SET balance = balance + 1 WHERE id = 1"
    ),
    "a reversal of another amount": Planted(
        reversals.reversals_are_opposite,
        "INV-03",
        f"UPDATE posting SET amount = 2 * amount WHERE operation_id = {first('reversal')}",
    ),
    "a reversal of a reversal": Planted(
        reversals.reversals_are_final,
        "INV-03",
        f"UPDATE operation SET kind = 'reversal', reverses_id = {first('sale')} WHERE id = (SELECT min(id)"
        f" FROM operation WHERE kind = 'sale' AND id <> {first('sale')})",
    ),
    "a cancelled sale is unpaid again": Planted(
        reversals.reversed_is_closed,
        "INV-03",
        f"DELETE FROM allocation WHERE debit_id = {first('reversal')} OR credit_id = {first('reversal')}",
    ),
    "a sale paid twice": Planted(
        allocations.debits_are_not_overpaid,
        "INV-10",
        f"UPDATE allocation SET amount = 20000 WHERE debit_id = {first('sale')}",
    ),
    "a sale paid twice in the past": Planted(
        allocations.debits_are_not_overpaid,
        "INV-10",
        "INSERT INTO allocation (trail_id, client_id, debit_id, credit_id, value_date, amount)"
        " SELECT trail_id, client_id, debit_id, credit_id, '2026-11-01', amount FROM allocation"
        " WHERE id IN (SELECT undoes_id FROM allocation)",
    ),
    "a credit used twice": Planted(
        allocations.credits_are_not_overdrawn,
        "INV-11",
        f"UPDATE allocation SET amount = amount + 1 WHERE credit_id = {first('payment')}",
    ),
    "a payment used for somebody else": Planted(
        allocations.one_client, "INV-13", "UPDATE allocation SET client_id = 1"
    ),
    "settled before it was owed": Planted(
        allocations.dated_after_both_sides, "INV-05", "UPDATE allocation SET value_date = '2026-01-01'"
    ),
    "undone by half": Planted(
        allocations.undone_by_the_opposite,
        "INV-03",
        "UPDATE allocation SET amount = amount / 2 WHERE amount < 0",
    ),
    "undone before it was done": Planted(
        allocations.undone_by_the_opposite,
        "INV-03",
        "UPDATE allocation SET value_date = '2026-11-01' WHERE amount < 0",
    ),
    "a hole in the numbers": Planted(
        numbers.no_holes,
        "numbers",
        "UPDATE operation SET number = 'V-2026-00009' WHERE number = 'V-2026-00001'",
    ),
    "a number never given": Planted(
        numbers.no_holes, "numbers", "UPDATE document_number SET last = last + 1 WHERE kind = 'P'"
    ),
    "a relevé lost": Planted(numbers.no_holes, "numbers", "DELETE FROM statement"),
    "a sale with a payment's number": Planted(
        numbers.no_holes,
        "numbers",
        "UPDATE operation SET number = 'P-2026-00099' WHERE number = 'V-2026-00001'",
    ),
    "a line altered": Planted(
        documents.sales_are_their_lines, "INV-10", "UPDATE sale_line SET amount = amount - 1"
    ),
    "a price altered": Planted(
        documents.lines_are_their_price, "INV-01", "UPDATE sale_line SET unit_price = unit_price * 2"
    ),
    "a sale without lines": Planted(documents.every_sale_has_its_document, "INV-44", "DELETE FROM sale_line"),
    "a sale without document": Planted(documents.every_sale_has_its_document, "INV-44", "DELETE FROM sale"),
    "a relevé altered": Planted(
        documents.statements_come_out_the_same, "INV-44", "UPDATE statement SET closing = closing + 1"
    ),
    "an operation entered behind a relevé": Planted(
        documents.statements_come_out_the_same,
        "INV-44",
        f"UPDATE posting SET amount = 2 * amount WHERE operation_id = {first('sale')}",
    ),
    "archived with a debt": Planted(
        people.archived_are_settled, "INV-40", "UPDATE client SET status = 'archived' WHERE id = 1"
    ),
    "somebody in the trash with an account": Planted(
        people.nothing_is_linked_to_the_trash, "INV-41", "UPDATE client SET status = 'trashed' WHERE id = 1"
    ),
    "somebody in the trash whom nobody deleted": Planted(
        people.the_trash_says_who_filled_it,
        "INV-41",
        "UPDATE client SET status = 'trashed' WHERE id = "
        "(SELECT max(client_id) FROM trail WHERE verb = 'clients.create' AND client_id NOT IN "
        "(SELECT client_id FROM trail WHERE verb = 'trash.delete'))",
    ),
    "one code twice": Planted(
        people.codes_are_unique,
        "INV-47",
        "UPDATE client SET code = CASE id WHEN 1 THEN 'card7' ELSE 'CARD7' END",
    ),
    "a name nobody finds": Planted(
        people.search_finds_everybody, "places", "UPDATE client SET last_name = 'Zidane' WHERE id = 1"
    ),
    "a client missing from the search": Planted(
        people.search_finds_everybody, "search", "DELETE FROM client_search"
    ),
    "a client in the search by an old phone": Planted(
        people.search_finds_everybody, "search", "UPDATE client SET mobile = '+212700000000' WHERE id = 2"
    ),
    "a name that sounds like another": Planted(
        people.search_finds_everybody, "search", "UPDATE client SET sound_key = 'mtn' WHERE id = 1"
    ),
    "clients out of order": Planted(
        people.search_finds_everybody,
        "places",
        "UPDATE client SET place = place + (id - 1) * 1000000000000000",
    ),
    "a client without a default site": Planted(
        sites.one_site_is_the_default, "sites", "UPDATE site SET by_default = false"
    ),
    "a retired site that is the default": Planted(
        sites.one_site_is_the_default, "sites", "UPDATE site SET active = false WHERE by_default"
    ),
    "a site missing from the search": Planted(
        sites.search_finds_every_site, "search", "DELETE FROM site_word"
    ),
    "a site found by an old phone": Planted(
        sites.search_finds_every_site,
        "search",
        "UPDATE site_contact SET phone = '+212700000000' WHERE id = 1",
    ),
    "a site without a main contact": Planted(
        sites.one_contact_is_the_main_one, "sites", "UPDATE site_contact SET main = false"
    ),
    "a retired contact that is the main one": Planted(
        sites.one_contact_is_the_main_one, "sites", "UPDATE site_contact SET active = false WHERE main"
    ),
    "a site out of order": Planted(
        sites.search_finds_every_site, "search", "UPDATE site SET name_key = 'zz' WHERE id = 1"
    ),
    "a code in clear": Planted(people.staff_can_log_in, "staff", "UPDATE staff SET code_hash = '1234'"),
    "nobody left to log in": Planted(people.staff_can_log_in, "staff", "UPDATE staff SET active = false"),
    "a prefix of other documents": Planted(
        choices.choices_can_be_followed,
        "settings",
        "INSERT INTO setting (name, value) VALUES ('number_prefix.V', 'P')",
    ),
    "a quote that begins with its end": Planted(
        promises.steps_are_allowed,
        "documents",
        "UPDATE document_step SET state = 'refused' WHERE state = 'open'",
    ),
    "a quote sold that does not say so": Planted(
        promises.sold_once, "INV-10", "UPDATE document_step SET state = 'accepted' WHERE state = 'invoiced'"
    ),
    "a promise that is not its price": Planted(
        promises.lines_are_their_price, "INV-01", "UPDATE document_line SET discount = 100"
    ),
    "a return that is not its lines": Planted(
        returns_checks.returns_are_their_lines,
        "INV-18",
        "UPDATE return_line SET amount = amount - 1",
    ),
    "more returned than sold": Planted(
        returns_checks.no_more_returned_than_sold,
        "INV-18",
        "UPDATE return_line SET quantity = quantity + 1",
    ),
    "a return worth more than its line": Planted(
        returns_checks.returns_are_worth_their_lines,
        "INV-18",
        "UPDATE return_line SET amount = amount + 1",
    ),
    "a return of another sale": Planted(
        returns_checks.returns_are_of_their_sale,
        "INV-18",
        f"UPDATE sale_return SET sale_id = {first('sale')}",
    ),
    "a return without its document": Planted(
        returns_checks.every_return_has_its_document,
        "INV-44",
        "UPDATE sale_return SET client_name = ''",
    ),
    "a gesture paid back in money": Planted(
        returns_checks.refunds_are_of_money,
        "INV-17",
        f"UPDATE allocation SET credit_id = {first('credit_note')} WHERE debit_id = {first('refund')}",
    ),
    "an operation that a closing forgot": Planted(
        till_checks.closings_hold_their_day,
        "INV-08",
        f"DELETE FROM till_held WHERE operation_id = {first('payment')}",
    ),
    "an operation of another day in a closing": Planted(
        till_checks.closings_hold_nothing_else,
        "INV-08",
        f"INSERT INTO till_held (closing_id, operation_id) SELECT id, {first('sale')} FROM till_closing",
    ),
    "a closing that says more than it holds": Planted(
        till_checks.closings_are_what_they_hold,
        "INV-08",
        "UPDATE till_count SET receipts = receipts + 1 WHERE account = 'cash'",
    ),
    "a mode that a closing did not count": Planted(
        till_checks.closings_are_complete, "till", "DELETE FROM till_count WHERE account = 'transfer'"
    ),
    "two closings of one day": Planted(
        till_checks.closings_are_complete,
        "till",
        "INSERT INTO till_closing "
        "(trail_id, day, attempt, sales, returns, cancelled, discounts, pharmacy, note) "
        "SELECT trail_id, day, attempt + 1, 0, 0, 0, 0, '{}', '' FROM till_closing",
    ),
    "a sale on two invoices": Planted(
        global_invoices.one_live_invoice,
        "INV-19",
        "INSERT INTO global_invoice_item (invoice_id, operation_id, amount)"
        " SELECT max(invoice_id), min(operation_id), 1 FROM global_invoice_item",
    ),
    "a sale invoiced for more than it was": Planted(
        global_invoices.items_are_documents, "INV-19", "UPDATE global_invoice_item SET amount = amount + 1"
    ),
    "an invoice of somebody else's sales": Planted(
        global_invoices.items_are_documents, "INV-19", "UPDATE global_invoice SET client_id = 3 - client_id"
    ),
    "an invoice that is not what is on it": Planted(
        global_invoices.totals_are_their_items, "INV-19", "UPDATE global_invoice SET total = total + 1"
    ),
    "a debt moved to an organism by no invoice": Planted(
        global_invoices.billings_stand_with_their_invoice,
        "INV-19",
        "UPDATE global_invoice SET billing_id = NULL",
    ),
    "a debt left with an organism by a deleted invoice": Planted(
        global_invoices.billings_stand_with_their_invoice,
        "INV-19",
        "INSERT INTO global_invoice_deletion (invoice_id, trail_id, reason)"
        " SELECT id, trail_id, 'wrong month' FROM global_invoice",
    ),
    "more paid back than ever came in": Planted(
        ties.no_more_money_out_than_in,
        "INV-17",
        f"UPDATE posting SET amount = 99 * amount WHERE operation_id = {first('refund')}",
    ),
    "a refund of what is not paid": Planted(
        ties.refunds_rest_on_money,
        "INV-17",
        "DELETE FROM allocation WHERE debit_id IN (SELECT sale_id FROM sale_return)",
    ),
    "a return of what is not paid": Planted(
        ties.returns_rest_on_what_paid,
        "INV-18",
        "DELETE FROM allocation WHERE debit_id IN (SELECT sale_id FROM sale_return)",
    ),
    "a discount without its payment": Planted(
        ties.discounts_rest_on_their_payment, "INV-16", untied("payment")
    ),
    "a billed sale that is unpaid again": Planted(
        ties.billed_is_settled_by_its_invoice, "INV-19", untied("billing")
    ),
    "a return that left its share of a discount": Planted(
        ties.returns_take_their_share_of_discounts,
        "INV-21",
        "UPDATE allocation SET debit_id = (SELECT min(sale_id) FROM sale_return)"
        f" WHERE credit_id = {first('discount')}",
    ),
    "an organism that paid more than it was billed": Planted(
        global_invoices.organisms_pay_what_they_owe,
        "INV-17",
        "UPDATE posting SET amount = 9 * amount"
        " WHERE operation_id IN (SELECT operation_id FROM global_invoice_payment)",
    ),
}
