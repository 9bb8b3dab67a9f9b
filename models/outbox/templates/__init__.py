"""The texts that are sent again and again, and how they read for one client."""
