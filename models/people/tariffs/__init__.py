"""Price lists and cross discounts, as a fiche chooses them; `models.trade.tariffs` has what is in them."""
