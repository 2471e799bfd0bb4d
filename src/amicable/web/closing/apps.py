"""The app's name for Django, and its pages on the path of a case."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Closings."""

    name = "amicable.web.closing"

    def ready(self) -> None:
        """Stages of a case that have their pages here, and letters to those who have to answer."""
        from amicable.web.cases.page import PAGES  # noqa: PLC0415 (after the models are loaded)
        from amicable.web.closing.deadlines import asking  # noqa: F401, PLC0415 (as above)

        PAGES.update({"offboarding": "offboarding", "after": "afterwards"})
