"""The product's addresses, and Django's admin over the same table, behind the same middleware."""

from functools import partial, wraps
from typing import ClassVar

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path

from amicable.web.portfolio.models import Standing
from amicable.web.rights import CLIENTS, allow
from amicable.web.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class Site(AdminSite):
    """Open to whoever has signed in: our people have no flags for staff."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person may look."""
        return request.user.is_authenticated


class Standings(ModelAdmin):
    """The list with the columns, the search and a filter of ours."""

    list_display = ("rank", "name", "segment", "course", "points", "trend", "signs", "revenue", "margin", "hours", "margin_per_hour")  # fmt: skip
    list_per_page = 50
    list_filter: ClassVar = ["course"]
    search_fields: ClassVar = ["name_searched"]
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 (Django's signature)
        """Looking is allowed."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (Django's signature)
        """So is finding it."""
        return True

    has_add_permission = has_change_permission = has_delete_permission = lambda *_given, **_more: False


def open_to_all_roles(patterns: list[URLPattern | URLResolver]) -> None:
    """Put the admin's views under a rule, as every view must be."""
    for one in patterns:
        if isinstance(one, URLResolver):
            open_to_all_roles(one.url_patterns)
        else:
            one.callback = allow(CLIENTS)(
                wraps(one.callback)(partial(one.callback))
            )  # a method holds no rule


site = Site()
site.register(Standing, Standings)
admin, app, name = site.urls
open_to_all_roles(admin)
urlpatterns = [*urlpatterns, path("admin/", (admin, app, name))]
