"""Pages for what cannot be shown: what happened, why, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.i18n import N_


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Signed in, but not allowed."""
    return _page(
        request,
        403,
        N_("This page is not for your role"),
        N_(
            "Your role does not allow this. If you need it for your work, ask an owner of the firm to change your role."
        ),
    )


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """No such page, or none that this person may see."""
    return _page(
        request,
        404,
        N_("There is nothing here"),
        N_("The address is wrong, what it showed is gone, or it is not among the clients assigned to you."),
    )


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """A request that makes no sense."""
    return _page(
        request,
        400,
        N_("The request could not be understood"),
        N_("Go back, load the page anew and try again. Nothing was changed."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours."""
    return _page(
        request,
        500,
        N_("Something went wrong that should not have"),
        N_(
            "Nothing was left half done. Try again; if it happens again, tell whoever runs Amicable for you. The log of the server has the details."
        ),
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """A form that was open for too long, or came from elsewhere."""
    return _page(
        request,
        403,
        N_("This form is too old"),
        N_(
            "You have signed in or out since the page was loaded. Go back, load it anew and send it again. Nothing was changed."
        ),
    )


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(
        request, "error.html", {"title": title, "sentence": sentence, "status": status}, status=status
    )
