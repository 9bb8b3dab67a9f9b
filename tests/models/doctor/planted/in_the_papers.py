"""Faults in operations, lines, documents and the till that sums alone do not show."""

from models.doctor.money import allocations, operations, reversals, till
from models.doctor.trade import (
    attributions,
    catalogue,
    deliveries,
    documents,
    lines,
    net_prices,
    promises,
)
from tests.models.doctor.planted.planted import Planted, first

PLANTED = {
    "a client on an operation that moves no account of theirs": Planted(
        operations.clients_are_posted_to,
        "INV-13",
        "UPDATE operation SET client_id = 2 WHERE client_id IS NULL",
    ),
    "a discount that is no part of its payment": Planted(
        operations.parts_belong_to_their_whole,
        "INV-16",
        f"UPDATE operation SET part_of_id = NULL WHERE id = {first('discount')}",
    ),
    "a discount that is a part of another payment": Planted(
        operations.parts_belong_to_their_whole,
        "INV-16",
        f"UPDATE operation SET part_of_id = {first('payment')} WHERE id = {first('discount')}",
    ),
    "a sale that is a part of an advance": Planted(
        operations.parts_belong_to_their_whole,
        "INV-16",
        f"UPDATE operation SET part_of_id = {first('advance')} WHERE id = {first('sale')}",
    ),
    "a refund that is no part of its return": Planted(
        operations.parts_belong_to_their_whole,
        "INV-16",
        "UPDATE operation SET part_of_id = NULL WHERE kind = 'refund'",
    ),
    "a payment of another day than its sale": Planted(
        operations.one_day_a_request,
        "INV-07",
        "UPDATE operation SET value_date = '2026-11-04' WHERE kind = 'payment' AND part_of_id IS NULL"
        " AND trail_id IN (SELECT trail_id FROM operation WHERE kind = 'sale')",
    ),
    "the money of a sale that settled nothing": Planted(
        operations.what_is_worth_something_only_there_settled_it,
        "INV-16",
        f"DELETE FROM allocation WHERE debit_id = {first('sale')}",
    ),
    "a billing that settled only half": Planted(
        operations.what_is_worth_something_only_there_settled_it,
        "INV-16",
        f"UPDATE allocation SET amount = amount - 1 WHERE credit_id = {first('billing')}",
    ),
    "an adjustment without a reason": Planted(
        operations.what_needs_a_reason_has_one, "INV-08", "UPDATE operation SET note = ''"
    ),
    "a cancellation before what it cancels": Planted(
        reversals.reversals_are_final,
        "INV-03",
        "UPDATE operation SET value_date = '2026-11-01' WHERE kind = 'reversal'",
    ),
    "a cancellation of nothing": Planted(
        reversals.every_reversal_names_one,
        "INV-03",
        "UPDATE operation SET reverses_id = NULL WHERE kind = 'reversal'",
        ("operation", "operation_check"),
    ),
    "settled by a request before the debt": Planted(
        allocations.entered_after_both_sides, "INV-03", "UPDATE allocation SET trail_id = 1"
    ),
    "a price of a list that is not named": Planted(
        lines.lines_can_have_been_sold_so, "INV-10", "UPDATE sale_line SET price_source = 'list' WHERE id = 1"
    ),
    "a sale without VAT that says its prices had it": Planted(
        net_prices.lines_are_computed_as_their_paper_says,
        "INV-10",
        "UPDATE sale SET vat_basis = 'included'",
    ),
    "a quote of an exempt client with VAT": Planted(
        net_prices.lines_are_computed_as_their_paper_says,
        "INV-10",
        "UPDATE document_line SET vat_rate = 2000 WHERE net = amount",
    ),
    "a net price without its net line": Planted(
        net_prices.lines_are_computed_as_their_paper_says, "INV-10", "UPDATE sale_line SET net = NULL"
    ),
    "another net price": Planted(
        net_prices.net_lines_are_their_price, "INV-01", "UPDATE sale_line SET net_price = net_price + 1"
    ),
    "a centime of a net line moved": Planted(
        net_prices.net_lines_are_their_price, "INV-01", "UPDATE document_line SET net = net + 1"
    ),
    "a centime of VAT kept": Planted(
        net_prices.vat_is_added_once_per_rate,
        "INV-21",
        "UPDATE sale_line SET amount = amount - 1 WHERE net < amount",
    ),
    "a tax on alcohol that nobody came to": Planted(
        net_prices.net_lines_are_their_price, "INV-01", "UPDATE sale_line SET alcohol_tax = 100"
    ),
    "a return that gives back its net amount only": Planted(
        net_prices.returns_have_their_part_of_net_and_tax,
        "INV-18",
        "UPDATE return_line SET net = amount",
    ),
    "a return of a tax that was never paid": Planted(
        net_prices.returns_have_their_part_of_net_and_tax,
        "INV-18",
        "UPDATE return_line SET alcohol_tax = 1",
    ),
    "a return without the net amount of its line": Planted(
        net_prices.returns_have_their_part_of_net_and_tax, "INV-18", "UPDATE return_line SET net = NULL"
    ),
    "a line taken out": Planted(
        lines.lines_are_counted_from_one,
        "INV-10",
        "DELETE FROM sale_line WHERE position = 2 AND sale_id IN"
        " (SELECT sale_id FROM sale_line WHERE position = 3)",
    ),
    "the first line of a quote taken out": Planted(
        lines.lines_are_counted_from_one, "INV-10", "DELETE FROM document_line WHERE position = 1"
    ),
    "lines that begin at 2": Planted(
        lines.lines_are_counted_from_one, "INV-10", "UPDATE return_line SET position = position + 1"
    ),
    "a line of nothing": Planted(
        lines.lines_can_have_been_sold_so, "INV-10", "UPDATE sale_line SET label = '' WHERE id = 1"
    ),
    "a VAT rate of 190 %": Planted(
        lines.lines_can_have_been_sold_so, "INV-10", "UPDATE sale_line SET vat_rate = 19000 WHERE id = 1"
    ),
    "a reason for no discount": Planted(
        lines.lines_can_have_been_sold_so,
        "INV-10",
        "UPDATE document_line SET discount_reason = 'manual' WHERE discount = 0",
    ),
    "a discount for no reason": Planted(
        lines.lines_can_have_been_sold_so,
        "INV-10",
        "UPDATE sale_line SET discount_reason = '' WHERE discount > 0",
    ),
    "more of it than can be typed": Planted(
        lines.lines_can_have_been_sold_so, "INV-10", "UPDATE sale_line SET quantity = 100000000 WHERE id = 1"
    ),
    "a discount on a medicine": Planted(
        lines.no_discount_where_the_price_is_fixed,
        "INV-10",
        "UPDATE sale_line SET discount = 1000, discount_reason = 'manual' WHERE label = 'Sirop'",
    ),
    "a discount on a medicine in a quote": Planted(
        lines.no_discount_where_the_price_is_fixed,
        "INV-10",
        "UPDATE document_line SET discount = 1000, discount_reason = 'manual' WHERE label = 'Sirop'",
    ),
    "half a bottle": Planted(
        lines.no_discount_where_the_price_is_fixed,
        "INV-10",
        "UPDATE sale_line SET quantity = 1500 WHERE label = 'Sirop'",
    ),
    "a line of another product": Planted(
        lines.lines_are_of_their_product,
        "INV-10",
        "UPDATE sale_line SET product_id = 3 WHERE label = 'Sirop'",
    ),
    "a line called otherwise": Planted(
        lines.lines_are_of_their_product, "INV-10", "UPDATE sale_line SET label = 'Shampooing' WHERE id = 1"
    ),
    "a rate that there never was": Planted(
        lines.lines_are_of_their_product, "INV-10", "UPDATE document_line SET vat_rate = 1234"
    ),
    "a relevé that goes on after its day": Planted(
        documents.statements_end_where_they_were_made,
        "INV-05",
        "UPDATE statement SET last_operation = last_operation + 1",
    ),
    "a relevé that forgot a settlement": Planted(
        documents.statements_end_where_they_were_made,
        "INV-05",
        "UPDATE statement SET last_allocation = last_allocation - 1",
    ),
    "a relevé by contact that forgot an attribution": Planted(
        documents.groups_end_where_they_were_made,
        "INV-05",
        "UPDATE statement SET last_attribution = last_attribution - 1 WHERE grouping = 'contacts'",
    ),
    "a relevé that ends before it begins": Planted(
        documents.figures_are_of_their_period,
        "INV-05",
        "UPDATE statement SET end_day = '2026-10-01'",
        ("statement", "statement_check"),
    ),
    "a quote valid before its day": Planted(
        promises.days_follow_one_another,
        "documents",
        "UPDATE document SET until = '2026-11-01' WHERE kind = 'quote'",
    ),
    "a quote valid for ever": Planted(
        promises.days_follow_one_another, "documents", "UPDATE document SET until = NULL WHERE kind = 'quote'"
    ),
    "a preparation of another day than it was made": Planted(
        promises.days_follow_one_another,
        "documents",
        "UPDATE document SET day = '2026-10-09' WHERE kind = 'preparation'",
    ),
    "an order without its quote": Planted(
        promises.what_was_made_is_of_its_origin, "documents", "UPDATE document SET origin_id = NULL"
    ),
    "an order of somebody else's quote": Planted(
        promises.what_was_made_is_of_its_origin,
        "documents",
        "UPDATE document SET origin_id = 1 WHERE origin_id IS NOT NULL",
    ),
    "a preparation made of a quote": Planted(
        promises.what_was_made_is_of_its_origin,
        "documents",
        "UPDATE document SET origin_id = 1 WHERE kind = 'preparation'",
    ),
    "an order of more than its quote": Planted(
        promises.what_was_made_is_of_its_origin,
        "documents",
        "UPDATE document_line SET amount = amount + 1 WHERE document_id IN"
        " (SELECT id FROM document WHERE origin_id IS NOT NULL)",
    ),
    "a refusal without a reason": Planted(
        promises.steps_were_taken_in_order, "documents", "UPDATE document_step SET reason = ''"
    ),
    "a sale that does not name its quote": Planted(
        promises.steps_were_taken_in_order,
        "documents",
        "UPDATE operation SET note = '' WHERE substr(note, 1, 2) = 'D-'",
    ),
    "a note that waits though its sale stands": Planted(
        deliveries.notes_are_in_one_sale,
        "INV-10",
        "INSERT INTO document_step (document_id, trail_id, state, reason)"
        " SELECT s.document_id, s.trail_id, 'delivered', '' FROM document_step s WHERE s.id ="
        " (SELECT max(t.id) FROM document_step t JOIN document d ON d.id = t.document_id"
        " WHERE d.kind = 'delivery_note' AND t.sale_id IS NOT NULL)",
    ),
    "a note that goes nowhere": Planted(
        deliveries.deliveries_go_to_their_client, "documents", "DELETE FROM delivery"
    ),
    "a note that goes to another client": Planted(
        deliveries.deliveries_go_to_their_client, "documents", "UPDATE site SET client_id = 2"
    ),
    "a note that a representative delivers": Planted(
        deliveries.deliveries_go_to_their_client,
        "documents",
        "UPDATE reference SET kind = 'representative' WHERE kind = 'courier'",
    ),
    "a delivery that was signed for before its note": Planted(
        deliveries.deliveries_were_signed_for,
        "documents",
        "UPDATE document_step SET received_on = '2026-11-01' WHERE received_on IS NOT NULL",
    ),
    "a delivery that was signed for on no day": Planted(
        deliveries.deliveries_were_signed_for, "documents", "UPDATE document_step SET received_on = NULL"
    ),
    "a quote that was signed for": Planted(
        deliveries.deliveries_were_signed_for,
        "documents",
        "UPDATE document_step SET received_on = '2026-11-28' WHERE state = 'open'",
    ),
    "a document sold by another request": Planted(
        promises.steps_were_taken_in_order,
        "documents",
        f"UPDATE document_step SET sale_id = {first('sale')} WHERE state = 'handed_over'",
    ),
    "a step taken out": Planted(
        promises.steps_are_allowed, "documents", "DELETE FROM document_step WHERE state = 'ready'"
    ),
    "a closing of which the first is gone": Planted(
        till.closings_follow_one_another,
        "till",
        "DELETE FROM till_closing WHERE attempt = 1 AND day = '2026-11-06'",
    ),
    "a closing numbered 0": Planted(
        till.closings_follow_one_another,
        "till",
        "UPDATE till_closing SET attempt = 0 WHERE id = 3",
        ("till_closing", "till_closing_attempt_check"),
    ),
    "a reopening that is gone": Planted(
        till.closings_follow_one_another, "till", "DELETE FROM till_reopening"
    ),
    "a reopening for no reason": Planted(
        till.closings_follow_one_another, "till", "UPDATE till_reopening SET reason = ''"
    ),
    "a reopening before the closing": Planted(
        till.closings_follow_one_another, "till", "UPDATE till_reopening SET trail_id = 1"
    ),
    "cheques that were there in the morning": Planted(
        till.only_cash_is_there_in_the_morning,
        "till",
        "UPDATE till_count SET opening = 100 WHERE account = 'cheque'",
    ),
    "a rate that begins next year only": Planted(
        catalogue.rates_have_begun,
        "vat",
        "UPDATE vat_rate SET since = '2027-01-01' WHERE since < '2025-01-01';"
        "DELETE FROM vat_rate WHERE since < '2027-01-01'",
    ),
    "a price that is none": Planted(
        catalogue.prices_can_be_asked, "INV-01", "UPDATE product SET price = 10000000000"
    ),
    "a default discount on medicines": Planted(
        catalogue.no_default_discount_on_fixed_prices,
        "discounts",
        "INSERT INTO category (id, name, regulated) VALUES (9, 'Vaccins', TRUE);"
        "UPDATE default_discount SET category_id = 9 WHERE category_id IS NOT NULL",
    ),
    **{
        f"a name that is none: {table}": Planted(
            catalogue.everything_has_a_name, "names", f"UPDATE {table} SET name = ' ' WHERE id = 1"
        )
        for table in ("category", "vat", "product", "organism", "reference", "staff", "template", "selection")
    },
    "a product with a value in a custom field that there is not": Planted(
        catalogue.custom_values_fit,
        "fields",
        'UPDATE product SET custom = \'{"99": "x"}\' WHERE id = 1',
    ),
    "a sale for a contact of another client": Planted(
        attributions.contacts_are_of_the_same_client, "X19", "UPDATE contact SET client_id = 2"
    ),
    "what is for a contact under another day": Planted(
        attributions.attributions_repeat_what_they_are_about,
        "X19",
        "UPDATE attribution SET day = '2020-01-01'",
    ),
    "a quote for a contact under another kind": Planted(
        attributions.attributions_repeat_what_they_are_about,
        "X19",
        "UPDATE document_attribution SET kind = 'order'",
    ),
    "a cancellation for another contact than its sale": Planted(
        attributions.what_belongs_together_is_for_one_contact,
        "X19",
        "DELETE FROM attribution WHERE kind = 'reversal'",
    ),
    **{
        f"a closing that sold otherwise: {column}": Planted(
            till.closings_say_what_was_sold, "INV-08", f"UPDATE till_closing SET {column} = {column} + 1"
        )
        for column in ("sales", "returns", "cancelled", "discounts")
    },
}
