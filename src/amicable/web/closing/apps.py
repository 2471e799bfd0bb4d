"""The app's name for Django, its pages on the path of a case, and letters to those who have to answer."""

from typing import Any

from django.apps import AppConfig

from amicable.web.cases.stages import PAGES


def ask(entry: Any, **_more: Any) -> None:  # noqa: ANN401 (Django's signature)
    """Write to whoever has to answer what the diary tells of."""
    from amicable.web.closing.deadlines.asking import note_askings  # noqa: PLC0415 (loads for a while)

    note_askings(entry)


class ClosingConfig(AppConfig):
    """Closings."""

    name = "amicable.web.closing"

    def ready(self) -> None:
        """Stages of a case that have their pages here; what the diary tells of is listened to."""
        from amicable.web.diary.actions import written  # noqa: PLC0415 (after the models are loaded)

        written.connect(ask)
        PAGES.update({"offboarding": "offboarding", "after": "afterwards"})
