"""Numbered migrations of the schema, each written once for both engines and never
changed after its release.
"""
