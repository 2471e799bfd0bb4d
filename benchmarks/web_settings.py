"""The product's settings, with Django's own admin beside it to be compared with."""

from amicable.web.settings import *  # noqa: F403 (all of them)

INSTALLED_APPS += ["django.contrib.admin"]  # noqa: F405
ROOT_URLCONF = "benchmarks.web_urls"
TEMPLATES[1]["OPTIONS"] = {  # noqa: F405 (what the admin's templates need)
    "context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]
}
SILENCED_SYSTEM_CHECKS = ["admin.E403"]
SWEEPS: list[str] = []
