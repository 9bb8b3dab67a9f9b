"""Seals: digests over the rows that are never changed, so that a row altered, erased or put in shows later.

What a seal proves, and what it does not, is in `docs/architecture.md`.
"""
