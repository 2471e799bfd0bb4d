"""Pages about the people of the firm: who is here, as what, and the way in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amicable.i18n import N_
from amicable.refusal import Refusal
from amicable.web.accounts import actions, mails, queries
from amicable.web.accounts.forms import InvitationForm, RoleForm, WelcomeForm
from amicable.web.accounts.models import Invitation, Person
from amicable.web.rendering import figures, told
from amicable.web.rights import ABOUT, OPEN, PEOPLE, RULES, Role, allow


@allow(PEOPLE)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, the open invitations, and what each role may do."""
    context = {
        "people": queries.people(),
        "invitations": queries.invitations(),
        "second_factor_required": queries.second_factor_required(),
        "roles": list(Role),
        "about_roles": ABOUT,
        "rules": [rule for rule in RULES if not rule.open],
        "can_write": request.user.may(PEOPLE, writing=True),
    }
    return render(request, "accounts/people.html", context)


@allow(PEOPLE)
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: by mail, or by a link that is shown once."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"].lower(), form.cleaned_data["role"]
        try:
            token = actions.invite(email=email, role=role, by=request.user.email)
        except Refusal as refusal:
            form.add_error("email", told(refusal.message, **refusal.values))
        else:
            return _invited(request, email, token)
    return render(
        request, "accounts/invite.html", {"form": form, "mailed": mails.is_set_up(), "about_roles": ABOUT}
    )


def _invited(request: HttpRequest, email: str, token: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("welcome", args=[token]))
    invitation = queries.open_invitation(token)
    until = figures().day(invitation.expires_at.date() if invitation else None, "long")
    if mails.send_invitation(email=email, inviter=request.user, link=link, day=until):
        messages.success(request, told(N_("The invitation is on its way to {email}."), email=email))
        return redirect("people")
    return render(request, "accounts/link.html", {"link": link, "email": email, "until": until})


@allow(PEOPLE)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = get_object_or_404(Invitation, pk=number, used_at=None)
    actions.withdraw(invitation=invitation, by=request.user.email)
    messages.success(request, told(N_("The invitation no longer works.")))
    return redirect("people")


@allow(PEOPLE)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person; sent, the role is changed."""
    shown = get_object_or_404(queries.people(), pk=number)
    form = RoleForm(request.POST or None, initial={"role": shown.role})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(person=shown, role=form.cleaned_data["role"], by=request.user.email)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            messages.success(request, told(N_("Saved.")))
            return redirect("people")
    return render(request, "accounts/person.html", {"shown": shown, "form": form, "about_roles": ABOUT})


@allow(PEOPLE)
@require_POST
def deactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a person out from now on."""
    shown = get_object_or_404(Person, pk=number, is_active=True)
    try:
        actions.deactivate(person=shown, by=request.user.email)
    except Refusal as refusal:
        messages.error(request, told(refusal.message, **refusal.values))
        return redirect("person", number)
    messages.success(request, told(N_("{name} can no longer sign in."), name=shown.name))
    return redirect("people")


@allow(PEOPLE)
@require_POST
def reactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Let a person in again."""
    shown = get_object_or_404(Person, pk=number, is_active=False)
    actions.reactivate(person=shown, by=request.user.email)
    messages.success(request, told(N_("{name} can sign in again."), name=shown.name))
    return redirect("person", number)


@allow(PEOPLE)
@require_POST
@never_cache
def password_link(request: HttpRequest, number: int) -> HttpResponse:
    """A link by which a person sets a new password, to hand over; shown once."""
    shown = get_object_or_404(Person, pk=number, is_active=True)
    link = request.build_absolute_uri(actions.password_link(person=shown, by=request.user.email))
    return render(request, "accounts/link.html", {"link": link, "email": shown.email, "until": ""})


@allow(PEOPLE)
@require_POST
def forget_second_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Remove the second factor of somebody who has lost it."""
    shown = get_object_or_404(Person, pk=number, is_active=True)
    actions.forget_second_factor(person=shown, by=request.user.email)
    messages.success(request, told(N_("{name} signs in by password alone until they set up another second factor."), name=shown.name))  # fmt: skip
    return redirect("person", number)


@allow(PEOPLE)
@require_POST
def sign_in_rules(request: HttpRequest) -> HttpResponse:
    """Whether everybody needs a second factor."""
    required = request.POST.get("second_factor_required") == "on"
    actions.require_second_factor(required=required, by=request.user.email)
    messages.success(request, told(N_("Saved.")))
    return redirect("people")


@allow(OPEN)
@never_cache
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a one-time link, which asks who it is and for a password."""
    invitation = queries.open_invitation(token)
    if invitation is None:
        return render(request, "accounts/gone.html", {"anybody": Person.objects.exists()}, status=410)
    form = WelcomeForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            joined = actions.join(invitation=invitation, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, told(refusal.message, **refusal.values))
        else:
            login(request, joined, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(request, told(N_("Welcome, {name}."), name=joined.name))
            return redirect("home")
    first = invitation.role == Role.OWNER and not Person.objects.exists()
    context = {"form": form, "invitation": invitation, "first": first, "now": timezone.now()}
    return render(request, "accounts/welcome.html", context)
