"""Secrets: in a private file or the environment, and nowhere else."""

from pathlib import Path

import pytest

from messaging.secrets import Secret, SecretMissing, Secrets, SecretsExposed, SecretsUnusable
from models.refusals import ControlCharacters

ODD = 'é "quoted" \\ # = \U0001f511 %s'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "secrets.toml"


def test_what_is_kept_is_found_again_and_read_by_its_owner_alone(file: Path) -> None:
    secrets = Secrets(file, {})
    secrets.keep("kannel_password", ODD)
    secrets.keep("incoming", "word")
    assert secrets.get("kannel_password").reveal() == ODD
    assert secrets.get("incoming").reveal() == "word"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file], "nothing half written is left"


def test_the_environment_goes_before_the_file(file: Path) -> None:
    Secrets(file, {}).keep("kannel_password", "of the file")
    secrets = Secrets(file, {"OFFICINE_SECRET_KANNEL_PASSWORD": "of the environment"})
    assert secrets.get("kannel_password").reveal() == "of the environment"


def test_a_file_that_others_may_read_is_not_used(file: Path) -> None:
    Secrets(file, {}).keep("incoming", "word")
    file.chmod(0o640)
    with pytest.raises(SecretsExposed):
        Secrets(file, {}).get("incoming")


@pytest.mark.parametrize("content", ["incoming = 3", "incoming", "\xff"])
def test_a_file_that_makes_no_sense_is_not_guessed_at(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.touch(mode=0o600)
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(SecretsUnusable):
        Secrets(file, {}).get("incoming")


def test_a_missing_secret_says_which_and_where(file: Path) -> None:
    with pytest.raises(SecretMissing, match="kannel_password"):
        Secrets(file, {}).get("kannel_password")


def test_a_secret_does_not_drive_a_terminal(file: Path) -> None:
    with pytest.raises(ControlCharacters):
        Secrets(file, {}).keep("incoming", "a\x1bb")


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("p&ss wörd")
    assert "p&ss" not in f"{secret} {secret!r} {[secret]}"
    echoed = "key=p%26ss%20w%C3%B6rd or p%26ss+w%C3%B6rd or p&ss wörd"
    assert secret.hide_in(echoed) == "key=••• or ••• or •••"
