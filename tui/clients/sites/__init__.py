"""The sites of all clients, and what is asked about one."""
