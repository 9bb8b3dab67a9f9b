"""A PostgreSQL server of a test's own, which it may stop and start: that of all tests serves the others."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.kannel import free_ports


class Server:
    """Stopped until it is started."""

    def __init__(self, place: Path, programs: Path) -> None:
        self._data, self._programs = place / "data", programs
        (self.port,) = free_ports(1)
        self._options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c fsync=off"
        self._options += f" -c unix_socket_directories={place}"
        self._run("initdb", "-D", self._data, "-U", "officine", "-A", "trust", "-E", "UTF8", "--no-sync")

    @property
    def address(self) -> str:
        return f"postgresql://officine@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        log = self._data / "log"
        self._run("pg_ctl", "-s", "-w", "-D", self._data, "-l", log, "-o", self._options, "start")

    def stop(self) -> None:
        """As a power cut does."""
        self._run("pg_ctl", "-s", "-w", "-D", self._data, "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        # It refuses to run as root.
        owner = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        command = [str(self._programs / program), *map(str, arguments)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd="/", **quiet, **owner)  # type: ignore[call-overload]


@contextmanager
def own_server(place: Path) -> Iterator[Server]:
    """In a folder of its own, running; skips where none is installed."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = known[-1] if known else shutil.which("initdb")
    if found is None:
        pytest.skip("no PostgreSQL server is installed")
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(place, owner.pw_uid, owner.pw_gid)
    server = Server(place, Path(found).parent)
    server.start()
    try:
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):  # stopped already
            server.stop()
