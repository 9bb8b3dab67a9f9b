"""What is sent: gateways behind one small protocol, and the worker that empties the outbox."""
