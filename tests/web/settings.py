"""The product's settings for tests: a folder of its own, jobs done at once, passwords hashed quickly."""

import os
import tempfile

os.environ["AMICABLE_LEDGER"] = tempfile.mkdtemp(prefix="amicable-test-")
os.environ["AMICABLE_DATABASE"] = os.environ.get("AMICABLE_TEST_DATABASE", "")

from amicable.web.settings import *  # noqa: F403 (the environment must stand before they are read)

WORK_AT_ONCE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False
