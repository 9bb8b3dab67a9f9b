"""The sections of the editor of a client: a module each, listed in `registry`."""
