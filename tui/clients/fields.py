"""The name of the editor's drafts, apart from the editor, as the login asks for them."""

EDITOR = "client"
"""The name of these drafts in the database."""
