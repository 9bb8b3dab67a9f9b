"""Factur-X: the XML of an invoice (EN 16931, written as CII), and the PDF that carries it."""
