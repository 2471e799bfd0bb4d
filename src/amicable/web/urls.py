"""All addresses."""

from django.urls import include, path

from amicable.web import health

urlpatterns = [
    path("", include("amicable.web.portfolio.urls")),
    path("", include("amicable.web.messages.urls")),
    path("", include("amicable.web.frontline.urls")),
    path("", include("amicable.web.cases.urls")),
    path("", include("amicable.web.parting.urls")),
    path("", include("amicable.web.closing.urls")),
    path("", include("amicable.web.portal.urls")),
    path("", include("amicable.web.mandates.urls")),
    path("", include("amicable.web.criteria.urls")),
    path("", include("amicable.web.intake.urls")),
    path("", include("amicable.web.accounts.urls")),
    path("", include("amicable.web.diary.urls")),
    path("", include("amicable.web.jobs.urls")),
    path("api/", include("amicable.web.api.urls")),
    path("health/", health.health, name="health"),
    path("ready/", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
]
handler403 = "amicable.web.errors.forbidden"
handler404 = "amicable.web.errors.missing"
handler429 = "amicable.web.errors.too_many"
handler500 = "amicable.web.errors.broken"
handler400 = "amicable.web.errors.bad"
