"""Sales: the tab, selling, what is paid at once, cancelling; default discounts."""
