"""Clients who may be one person with two fiches."""
