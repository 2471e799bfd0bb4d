"""The app's name for Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Records coming in."""

    name = "amicable.web.intake"
