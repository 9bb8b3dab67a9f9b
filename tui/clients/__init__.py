"""The client list, the editor, the importer."""
