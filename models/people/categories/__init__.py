"""Categories of clients: a name, a colour, a permanent discount and the lock of their held sales."""
