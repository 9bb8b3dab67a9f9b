"""Photos of clients: pictures checked and made anew, several for a client, one of them shown."""
