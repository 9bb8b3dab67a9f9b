"""Files as rows, each stored once under the digest of its content, so that a backup is whole."""
