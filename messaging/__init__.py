"""What is sent: gateways behind one small protocol, and the worker that empties the outbox.

Knows neither screens nor paper. Nothing here is imported before something is sent.
"""
