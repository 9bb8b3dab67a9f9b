"""Numbered steps of the schema, each written once for both engines and never changed after release."""
