"""The app's name for Django, and its pages on the path of a case."""

from django.apps import AppConfig


class PartingConfig(AppConfig):
    """Partings."""

    name = "amicable.web.parting"

    def ready(self) -> None:
        """Stages of a case that have their pages here."""
        from amicable.web.cases.page import PAGES  # noqa: PLC0415 (after the models are loaded)

        PAGES.update({"conversation": "conversation", "notice": "letter"})
