"""The app's name for Django, and its pages on the path of a case."""

from django.apps import AppConfig

from amicable.web.cases.stages import PAGES


class PartingConfig(AppConfig):
    """Partings."""

    name = "amicable.web.parting"

    def ready(self) -> None:
        """Stages of a case that have their pages here."""
        PAGES.update({"conversation": "conversation", "notice": "letter"})
