"""The folders for this user's settings, data and logs on this system."""

from pathlib import Path


def config_file() -> Path:
    """The settings of this machine; the command line and the screens each read their part of it."""
    from platformdirs import user_config_path

    return user_config_path("officine", appauthor=False) / "config.toml"


def secrets_file() -> Path:
    """The secrets of gateways, readable by this user only."""
    return config_file().with_name("secrets.toml")


def default_database() -> Path:
    """The database, unless another one is named."""
    from platformdirs import user_data_path

    return user_data_path("officine", appauthor=False) / "officine.db"


def state_folder() -> Path:
    """The folder for logs and for what is remembered between two starts."""
    from platformdirs import user_state_path

    return user_state_path("officine", appauthor=False)
