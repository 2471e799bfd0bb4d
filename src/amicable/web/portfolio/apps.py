"""The app's name for Django."""

from django.apps import AppConfig
from django.conf import settings


class PortfolioConfig(AppConfig):
    """The portfolio."""

    name = "amicable.web.portfolio"

    def ready(self) -> None:
        """Signs that the firm declares are known to every page."""
        from amicable.signs import use  # noqa: PLC0415 (takes a while to load, which other commands need not wait for)

        use(settings.DEPLOYMENT.ledger)
