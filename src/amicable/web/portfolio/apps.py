"""The app's name for Django."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """The portfolio."""

    name = "amicable.web.portfolio"
