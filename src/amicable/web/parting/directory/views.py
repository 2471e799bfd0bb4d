"""Pages of the directory."""

from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from amicable.web.parting.directory import actions, queries
from amicable.web.parting.directory.forms import SORTS, AlternativeForm
from amicable.web.parting.models import Alternative
from amicable.web.rights import STEER, allow


@allow(STEER)
@require_GET
def alternatives(request: HttpRequest) -> HttpResponse:
    """Everybody in the directory."""
    given = {"alternatives": list(queries.alternatives()), "sorts": SORTS, "may_write": request.user.may(STEER, writing=True)}  # fmt: skip
    return render(request, "parting/alternatives.html", given)


@allow(STEER)
def alternative(request: HttpRequest, one: int | None = None) -> HttpResponse:
    """Write somebody into the directory, or change an entry."""
    found = Alternative.objects.filter(pk=one).first() if one is not None else None
    if one is not None and found is None:
        raise Http404
    form = AlternativeForm(request.POST or None, initial=model_to_dict(found) if found else None)
    if request.method == "POST" and form.is_valid():
        actions.put(by=request.user, alternative=found, **form.cleaned_data)
        return redirect("alternatives")
    return render(request, "parting/alternative.html", {"form": form, "alternative": found})
