"""All addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("amicable.web.portfolio.urls")),
    path("", include("amicable.web.frontline.urls")),
    path("", include("amicable.web.intake.urls")),
    path("", include("amicable.web.accounts.urls")),
    path("", include("amicable.web.diary.urls")),
    path("", include("amicable.web.work.urls")),
    path("api/", include("amicable.web.api.urls")),
]
handler403 = "amicable.web.errors.forbidden"
handler404 = "amicable.web.errors.missing"
handler500 = "amicable.web.errors.broken"
handler400 = "amicable.web.errors.bad"
