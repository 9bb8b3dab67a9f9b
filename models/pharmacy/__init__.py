"""The pharmacy's identity and settings."""
