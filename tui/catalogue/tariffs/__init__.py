"""Prices other than the catalogue's: price lists, prices by quantity, cross discounts, tax on alcohol."""
