"""A file is written whole or not at all, for its owner alone, and never over another unasked."""

import errno
import os
import stat
from pathlib import Path

import pytest

from models.refusals import Refused
from printing import files
from printing.refusals import DiskFull, FileExists, FolderMissing, NotWritable, NotWritten


def test_a_file_is_its_owners_alone(tmp_path: Path):
    path = files.write(b"paper", tmp_path / "a.pdf")
    assert path.read_bytes() == b"paper"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_replaced_only_when_asked(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileExists):
        files.write(b"new", path)
    assert path.read_bytes() == b"old"
    files.write(b"new", path, replace=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_made_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.pdf"
    monkeypatch.setattr(files, "check", lambda *_, **__: path.write_bytes(b"theirs"))
    with pytest.raises(FileExists):
        files.write(b"ours", path)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file_to_replace(tmp_path: Path):
    with pytest.raises(FileExists):
        files.write(b"new", tmp_path, replace=True)


@pytest.mark.parametrize("folder", ["nowhere", "a.pdf"])
def test_a_missing_folder_is_named(tmp_path: Path, folder: str):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(FolderMissing, match=folder):
        files.write(b"new", tmp_path / folder / "b.pdf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(NotWritable):
        files.write(b"new", tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, NotWritable),
        (errno.EACCES, NotWritable),
        (errno.EIO, NotWritten),
    ],
)
def test_what_the_system_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, refusal: type[Refused]
):
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(refusal):
        files.write(b"paper", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_hard_links_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise OSError(errno.EPERM, "a USB stick")

    monkeypatch.setattr(Path, "hardlink_to", fail)
    path = files.write(b"paper", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileExists):
        files.write(b"again", path)


def test_a_name_too_long_is_a_sentence(tmp_path: Path):
    with pytest.raises(NotWritten):
        files.write(b"paper", tmp_path / ("x" * 300))
