"""Faults in price lists, prices by quantity, cross discounts and the tax on alcohol."""

from models.doctor.requests import tariffs_said
from models.doctor.trade import tariffs
from tests.models.doctor.planted.planted import Planted

PLANTED = {
    "a price list under another name": Planted(
        tariffs.names_differ, "tariffs", "UPDATE price_list SET name_key = 'x' WHERE id = 1"
    ),
    "two prices of one product on one day": Planted(
        tariffs.no_list_says_two_prices,
        "tariffs",
        "INSERT INTO list_price (price_list_id, product_id, price) "
        "SELECT price_list_id, product_id, price FROM list_price WHERE id = 1",
    ),
    "a price by quantity that rises": Planted(
        tariffs.larger_quantities_cost_less,
        "tariffs",
        "INSERT INTO price_break (product_id, quantity, price) "
        "SELECT product_id, quantity + 1000, price + 1 FROM price_break",
    ),
    "a discount on what is sold without": Planted(
        tariffs.regulated_prices_stay,
        "tariffs",
        "UPDATE category SET discount_forbidden = TRUE "
        "WHERE id IN (SELECT category_id FROM cross_discount_rate)",
    ),
    "a list that is used and was never chosen": Planted(
        tariffs.what_clients_have_is_there,
        "tariffs",
        "UPDATE client_details SET uses_price_list = TRUE, price_list_id = NULL",
    ),
    "a price list that nobody retired": Planted(
        tariffs_said.names_are_as_last_saved, "trail", "UPDATE price_list SET retired = TRUE"
    ),
    "a cheaper list": Planted(
        tariffs_said.list_prices_are_as_last_saved,
        "trail",
        "UPDATE list_price SET price = 1 WHERE rate IS NULL",
    ),
    "a tax that nobody set": Planted(
        tariffs_said.breaks_and_rates_are_as_last_saved, "trail", "UPDATE alcohol_tax SET amount = 1"
    ),
}
