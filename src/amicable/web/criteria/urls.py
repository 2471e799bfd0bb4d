"""Addresses of this app."""

from django.urls import path

from amicable.web.criteria import quality_views, views

urlpatterns = [
    path("criteria/", views.criteria, name="criteria"),
    path("criteria/edit/", views.edit, name="edit_criteria"),
    path("criteria/what-if/", views.what_if, name="what_if"),
    path("criteria/keep/", views.keep, name="keep_criteria"),
    path("criteria/versions/<int:number>/", views.version, name="criteria_version"),
    path("criteria/quality/", quality_views.quality, name="criteria_quality"),
    path("criteria/quality/judge/", quality_views.judge_again, name="judge_criteria"),
    path("criteria/norms/", quality_views.norms, name="criteria_norms"),
    path("criteria/fairness/", quality_views.fairness, name="criteria_fairness"),
    path("criteria/reviews/", quality_views.meetings, name="criteria_meetings"),
    path("criteria/reviews/write/", quality_views.write_now, name="write_agenda"),
    path("criteria/reviews/<int:number>/", quality_views.meeting, name="criteria_meeting"),
]
