"""Imports of files of clients and of products: read whole, previewed, then written in one
transaction or not at all.
"""
