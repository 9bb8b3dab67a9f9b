"""The history of messages: the list, a message opened, sending it again, what clients answered."""
