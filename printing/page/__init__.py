"""The layout of a page: positions, what fits, and the PDF."""
