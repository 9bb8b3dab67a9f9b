"""Seals: digests over append-only rows, which show later whether a row was altered, deleted or inserted.

`docs/architecture.md` says what a seal proves, and what it does not.
"""
