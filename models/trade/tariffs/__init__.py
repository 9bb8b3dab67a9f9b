"""What is in price lists and cross discounts, prices by quantity, and the tax on alcohol."""
