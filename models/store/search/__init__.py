"""How a text is searched and found: folded, as words of an index, understood as it was typed or scanned."""
