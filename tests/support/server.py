"""A PostgreSQL server of the tests' own, in a temporary folder, on the loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
port = {port}
max_connections = 60
logging_collector = off
# What is killed here is the server, not the machine.
fsync = off
"""
_ACCESS = """
local all all trust
host all secretive 127.0.0.1/32 scram-sha-256
host all hashed 127.0.0.1/32 md5
host all all 127.0.0.1/32 trust
"""


class Server:
    """A server that is started, stopped and asked; its superuser is called ``owner``.

    Args:
        programs: Folder of ``initdb``, ``pg_ctl`` and ``psql``.
    """

    def __init__(self, programs):
        self.programs = programs
        self.user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self.folder.chmod(0o755)
        if self.user:
            shutil.chown(self.folder, self.user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data = self.folder / "data"
        options = "-U owner -A trust -E UTF8 --no-sync --locale=C.UTF-8".split()
        self._run("initdb", "-D", self.data, *options)
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(folder=self.folder, port=self.port))
        (self.data / "pg_hba.conf").write_text(_ACCESS)
        self.start()
        self.ask("CREATE DATABASE team")

    def start(self):
        """Start it and wait until it answers."""
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")

    def stop(self, mode="immediate"):
        """End it: ``immediate`` as a crash does."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def set(self, name, value):
        """Change a setting that needs no new start."""
        self.ask(f"ALTER SYSTEM SET {name} = '{value}'")
        self.ask("SELECT pg_reload_conf()")
        for _ in range(200):
            if self.ask(f"SHOW {name}") == [value]:
                return
            time.sleep(0.02)
        raise AssertionError(name)

    def close(self):
        """End it for good."""
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, statement, database="postgres"):
        """What the server answers its owner, as lines."""
        options = f"-h {self.folder} -p {self.port} -U owner -v ON_ERROR_STOP=1 -qAt".split()
        done = self._run("psql", *options, "-d", database, "-c", statement)
        return done.stdout.splitlines()

    def url(self, name="", *, user="owner", database="team", more=""):
        """The location of a project."""
        address = f"postgresql://{user}@127.0.0.1:{self.port}/{database}{more}"
        return f"{address}#{quote(name)}" if name else address

    def _run(self, program, *arguments):
        done = subprocess.run(
            [self.programs / program, *arguments],
            user=self.user,
            stdin=subprocess.DEVNULL,
            capture_output=program == "psql",
            stdout=None if program == "psql" else subprocess.DEVNULL,
            stderr=None if program == "psql" else subprocess.STDOUT,
            text=True,
            cwd="/",
            check=False,
        )
        assert done.returncode == 0, (program, done.stderr)
        return done


def programs():
    """The newest server's programs; None where there are none."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    return folders[-1] if folders else None


@pytest.fixture(scope="session")
def server():
    """A server; the test is skipped where none is installed."""
    pytest.importorskip("pg8000", reason="the extra 'server' is not installed")
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL's programs are not installed (Debian: postgresql)")
    with closing(Server(found)) as running:
        yield running
