"""Answers where nothing can be shown: what happened, why, what to do; as a page, or as JSON for programs."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from amicable.i18n import N_
from amicable.web.rendering import told

PROGRAMS = "/api/v1/"
"""Where programs ask: they are always answered in JSON."""
CODES = {400: "bad_request", 401: "sign_in", 403: "forbidden", 404: "missing", 429: "too_many", 500: "broken"}
LOGIN = {"WWW-Authenticate": "Bearer"}


def for_programs(request: HttpRequest) -> bool:
    """Whether the answer is to be JSON."""
    return request.path.startswith(PROGRAMS) or request.headers.get("Accept", "").startswith(
        "application/json"
    )


def told_as_json(
    status: int, sentence: str, code: str, headers: Mapping[str, str] | None = None, **values: object
) -> JsonResponse:
    """What happened, as a sentence for people and a code for programs."""
    return JsonResponse({"error": told(sentence, **values), "code": code}, status=status, headers=headers)


def stranger(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (the signature of its siblings)
    """A program that has not said for whom it asks."""
    sentence = N_("Nobody is signed in. Send a token in the header: Authorization: Bearer TOKEN")
    return told_as_json(401, sentence, CODES[401], headers=LOGIN)


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


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody tries passwords, or hurries."""
    return _page(
        request,
        429,
        N_("Too many attempts in a short time"),
        N_(
            "To keep your account safe, sign-in pauses for about five minutes. Then try again, or ask an owner of your firm for a link to set a new password."
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
    if for_programs(request):
        return told_as_json(status, sentence, CODES[status])
    return render(
        request, "error.html", {"title": title, "sentence": sentence, "status": status}, status=status
    )
