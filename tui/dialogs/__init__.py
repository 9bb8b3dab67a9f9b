"""Dialogs that any screen may use."""
