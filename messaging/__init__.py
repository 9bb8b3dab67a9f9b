"""Sending: gateways behind one small protocol, and the worker that empties the outbox.

Imports neither the screens nor printing. Nothing here is imported before something is sent.
"""
