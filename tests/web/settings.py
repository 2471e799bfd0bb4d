"""The product's settings for tests: a folder of its own, jobs done at once, passwords hashed quickly."""

import os
import tempfile

from tests.web import postgresql

os.environ["AMICABLE_LEDGER"] = tempfile.mkdtemp(prefix="amicable-test-")
asked = os.environ.get("AMICABLE_TEST_DATABASE", "")
"""Nothing: SQLite; "postgresql": a server that is started for the tests; else the address of one that runs."""
os.environ["AMICABLE_DATABASE"] = postgresql.address() if asked == "postgresql" else asked

from amicable.web.settings import *  # noqa: E402, F403 (the environment must stand before they are read)

DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405 (the test database cannot go while a pool holds it)
if not os.environ["AMICABLE_DATABASE"]:
    # a file, since threads of the live server must not share one connection
    DATABASES["default"]["TEST"] = {"NAME": os.environ["AMICABLE_LEDGER"] + "/test.sqlite3"}  # noqa: F405
WORK_AT_ONCE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
