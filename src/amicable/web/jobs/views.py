"""How far a job is: a piece of a page that asks again until the job is over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from amicable.web.jobs.models import Job
from amicable.web.rights import OWN, allow


@allow(OWN)
def job(request: HttpRequest, number: int) -> HttpResponse:
    """The job; over, it tells the page to load anew."""
    found = Job.objects.filter(pk=number, by=request.user.email).first()
    if not found:
        raise Http404
    response = render(request, "jobs/job.html", {"job": found})
    if found.is_over and request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"
    return response
