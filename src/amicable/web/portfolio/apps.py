"""The app's name for Django."""

from django.apps import AppConfig
from django.conf import settings

from amicable.place import use


class PortfolioConfig(AppConfig):
    """The portfolio."""

    name = "amicable.web.portfolio"

    def ready(self) -> None:
        """Signs that the firm declares are known to every page."""
        use(settings.DEPLOYMENT.ledger)
