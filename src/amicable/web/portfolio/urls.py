"""Addresses of this app."""

from django.urls import path

from amicable.web.portfolio import views
from amicable.web.portfolio.dossier import ahead_views, assigning_views, note_views, track_views
from amicable.web.portfolio.dossier import views as dossier_views
from amicable.web.portfolio.outlook import views as outlook_views

urlpatterns = [
    path("", views.home, name="home"),
    path("clients/", views.portfolio, name="portfolio"),
    path("clients/export.<str:form>", views.export, name="portfolio_export"),
    path("clients/views/", views.save_view, name="save_view"),
    path("clients/views/<int:number>/", views.forget_view, name="forget_view"),
    path("clients/pictures/", views.pictures, name="portfolio_pictures"),
    path("clients/<int:number>/", dossier_views.client, name="client"),
    path("clients/<int:number>/situations/", dossier_views.timeline, name="client_timeline"),
    path(
        "clients/<int:number>/evidence/<str:table>/<path:evidence_id>/",
        dossier_views.evidence,
        name="client_evidence",
    ),
    path("clients/<int:number>/notes/", note_views.add_note, name="add_note"),
    path("clients/<int:number>/notes/<int:note>/", note_views.withdraw_note, name="withdraw_note"),
    path("clients/<int:number>/people/", assigning_views.assign, name="assign"),
    path("clients/<int:number>/people/<int:assignment>/", assigning_views.unassign, name="unassign"),
    path("clients/<int:number>/tracks/", track_views.open_track, name="open_track"),
    path("clients/<int:number>/tracks/<int:track>/", track_views.track, name="track"),
    path("clients/<int:number>/tracks/<int:track>/people/", track_views.name_on_track, name="name_on_track"),
    path(
        "clients/<int:number>/tracks/<int:track>/people/<int:person>/",
        track_views.take_off_track,
        name="take_off_track",
    ),
    path("clients/<int:number>/outlook/", ahead_views.client_outlook, name="client_outlook"),
    path("outlook/", outlook_views.outlook, name="outlook"),
    path("outlook/test/", outlook_views.test_outlook, name="test_outlook"),
    path("review/", views.refresh_review, name="refresh_review"),
]
