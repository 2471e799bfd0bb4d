"""The app's name for Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "amicable.web.api"

    def ready(self) -> None:
        """Listen to the diary: what is written there is told to webhooks."""
        from amicable.web.api import outbox  # noqa: F401, PLC0415 (models exist only from here on)
