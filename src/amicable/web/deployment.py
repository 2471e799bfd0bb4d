"""What the environment says about this deployment; read once, never mixed with the firm's criteria."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from amicable.i18n import N_
from amicable.place import ledger_folder
from amicable.refusal import Refusal

SQLITE = {
    "transaction_mode": "IMMEDIATE",  # the default, DEFERRED, fails as soon as two people write
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=67108864;"
        "PRAGMA cache_size=-64000;PRAGMA foreign_keys=ON"
    ),
}
SQLITE_CONNECTION_SECONDS = 600
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class BadSetting(Refusal):
    """A variable of the environment cannot be understood."""


@dataclass(frozen=True)
class SingleSignOn:
    """An OpenID Connect provider that people of the firm sign in with."""

    name: str
    issuer: str
    client_id: str
    secret: str

    @property
    def app(self) -> dict[str, object]:
        """As the sign-in library wants it."""
        return {
            "provider_id": "firm",
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.issuer},
        }


@dataclass(frozen=True)
class Deployment:
    """Where the application keeps things, under which address it is reached, whom it sends mail through."""

    ledger: Path
    database: dict[str, object]
    address: SplitResult
    mail: SplitResult
    single_sign_on: SingleSignOn | None
    demo: bool
    """Signs everybody in as the owner of a made-up firm; refuses to be reached from elsewhere."""
    metrics_token: str = ""
    """Who names it may read /metrics from anywhere; without one that is for this machine alone."""
    webhooks_inside: bool = False
    """Whether webhooks may lead to this machine and its own network."""

    @property
    def folder(self) -> Path:
        """Where the web application keeps its own things, inside the ledger's folder."""
        return self.ledger / "web"

    @property
    def files(self) -> Path:
        """Uploads and attachments."""
        return self.folder / "files"

    @property
    def sqlite(self) -> Path | None:
        """The file of the database; None where it is PostgreSQL."""
        return Path(str(self.database["NAME"])) if "sqlite" in str(self.database["ENGINE"]) else None

    @property
    def hosts(self) -> list[str]:
        """Names under which the application answers."""
        own = [self.address.hostname] if self.address.hostname else []
        return [*own, *LOOPBACK]

    @property
    def secure(self) -> bool:
        """Whether people reach it through https."""
        return self.address.scheme == "https"

    def secret(self) -> str:
        """The key that signs sessions; made at the first start, readable by the owner of the folder alone."""
        path = self.folder / "secret"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's names and words lie in it
        if not path.exists():
            draft = path.with_name(f".secret-{secrets.token_hex(8)}")
            with os.fdopen(
                os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as file:
                file.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):  # another process was quicker: its secret counts
                os.link(draft, path)
            draft.unlink()
        return path.read_text(encoding="ascii")


def deployment(environment: Mapping[str, str] = os.environ) -> Deployment:
    """The deployment that the environment describes."""
    ledger = ledger_folder(environment)
    demo = environment.get("AMICABLE_DEMO") == "1"
    return Deployment(
        ledger=ledger,
        database=_database(environment.get("AMICABLE_DATABASE", ""), ledger / "web" / "amicable.sqlite3"),
        address=_address(environment.get("AMICABLE_URL", "")),
        mail=urlsplit(environment.get("AMICABLE_MAIL", "")),
        single_sign_on=_single_sign_on(environment),
        demo=demo,
        metrics_token=environment.get("AMICABLE_METRICS_TOKEN", ""),
        webhooks_inside=environment.get("AMICABLE_WEBHOOKS_INSIDE") == "1",
    )


def _address(written: str) -> SplitResult:
    address = urlsplit(written.rstrip("/"))
    if written and (address.scheme not in ("http", "https") or not address.hostname):
        raise BadSetting(
            N_(
                "AMICABLE_URL is “{text}”. Write the address people open, for example https://clients.example.com"
            ),
            text=written,
        )
    return address


def _database(written: str, file: Path) -> dict[str, object]:
    if not written:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": SQLITE,
            "CONN_MAX_AGE": SQLITE_CONNECTION_SECONDS,
        }
    url = urlsplit(written)
    if url.scheme not in ("postgres", "postgresql"):
        raise BadSetting(
            N_(
                "AMICABLE_DATABASE must be like postgresql://user:password@host/name; leave it out for SQLite."
            )
        )
    host = parse_qs(url.query).get("host", [url.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or ""),
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8}},
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
    }


def _single_sign_on(environment: Mapping[str, str]) -> SingleSignOn | None:
    issuer = environment.get("AMICABLE_OIDC_ISSUER")
    if not issuer:
        return None
    return SingleSignOn(
        environment.get("AMICABLE_OIDC_NAME", "OpenID Connect"),
        issuer,
        environment.get("AMICABLE_OIDC_CLIENT", ""),
        environment.get("AMICABLE_OIDC_SECRET", ""),
    )
