"""The app's name for Django, and its page among those of an ending."""

from django.apps import AppConfig

from amicable.i18n import N_
from amicable.web.closing.tabs import TABS


class PortalConfig(AppConfig):
    """Pages of clients who leave."""

    name = "amicable.web.portal"

    def ready(self) -> None:
        """The pages of an ending get one more."""
        TABS["portal_firm"] = N_("The client's page")
