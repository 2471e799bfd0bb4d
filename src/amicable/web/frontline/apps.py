"""The app's name for Django."""

from django.apps import AppConfig


class FrontlineConfig(AppConfig):
    """The front line."""

    name = "amicable.web.frontline"
