"""Addresses of this app."""

from django.urls import path

from amicable.web.intake import file_views, record_views, same_views, views

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/firm/", views.firm, name="firm"),
    path("intake/files/", file_views.receive, name="receive_files"),
    path("intake/files/<uuid:number>/", file_views.upload, name="upload"),
    path("intake/files/<uuid:number>/again/", file_views.look_again, name="look_again"),
    path("intake/files/<uuid:number>/discard/", file_views.discard, name="discard_upload"),
    path("intake/files/<uuid:number>/enter/", file_views.enter, name="enter_upload"),
    path("intake/files/<uuid:number>/<int:file>/answer/", file_views.answer, name="answer_file"),
    path("intake/files/<uuid:number>/<int:file>/map/", file_views.map_file, name="map_file"),
    path("intake/imports/<str:import_id>/", record_views.record, name="import_record"),
    path("intake/imports/<str:import_id>/problems.csv", record_views.problems, name="import_problems"),
    path("intake/imports/<str:import_id>/undo/", record_views.undo, name="undo_import"),
    path("intake/same/", same_views.same, name="same_clients"),
    path("intake/same/compare/", same_views.compare, name="compare_clients"),
    path("intake/same/links/", same_views.links, name="client_links"),
    path("intake/same/links/split/", same_views.split, name="split_client"),
    path("intake/same/links/join/", same_views.join, name="join_clients"),
    path("intake/same/<int:number>/", same_views.decide, name="decide_pair"),
]
