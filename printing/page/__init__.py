"""How a page is made: where things stand on it, what fits, and the PDF of it."""
