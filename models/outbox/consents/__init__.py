"""Consents: who may be written to."""
