"""Communication groupée: what is written, to whom, how it reads, and sending it."""
