"""The domain: the tables of Officine, and the verbs that change them.

Each room imports only those that stand before it; `docs/architecture.md` lists them in order. No module here
imports the screens, the printing or the translations.
"""
