"""Addresses of this app."""

from django.urls import path

from amicable.web.closing.afterwards import views as afterwards
from amicable.web.closing.deadlines import views as deadlines
from amicable.web.closing.offboarding import task_views as tasks
from amicable.web.closing.offboarding import views as offboarding
from amicable.web.closing.packs import views as packs
from amicable.web.closing.register import views as register
from amicable.web.closing.retention import views as retention

urlpatterns = [
    path("tasks/", tasks.my_tasks, name="my_tasks"),
    path("tasks/<int:number>/tick/", tasks.tick, name="tick_task"),
    path("tasks/<int:number>/accept/", tasks.accept, name="accept_task"),
    path("tasks/<int:number>/reopen/", tasks.reopen, name="reopen_task"),
    path("tasks/<int:number>/give/", tasks.give, name="give_task"),
    path("tasks/<int:number>/proof/", tasks.proof, name="task_proof"),
    path("letters/<uuid:letter>/again/", tasks.again, name="letter_again"),
    path("tasks/calendar/", deadlines.make_calendar, name="make_calendar"),
    path("tasks/calendar/end/", deadlines.end_calendar, name="end_calendar"),
    path("calendar/<str:secret>.ics", deadlines.calendar, name="calendar"),
    path("cases/<int:number>/offboarding/", offboarding.offboarding, name="offboarding"),
    path("cases/<int:number>/offboarding/facts/", offboarding.change, name="change_closing"),
    path("cases/<int:number>/offboarding/access/", offboarding.access, name="offboarding_access"),
    path("cases/<int:number>/offboarding/access/add/", offboarding.add_access, name="add_access"),
    path(
        "cases/<int:number>/offboarding/access/<int:line>/drop/", offboarding.drop_access, name="drop_access"
    ),
    path("cases/<int:number>/offboarding/services/add/", offboarding.add_service, name="add_service"),
    path(
        "cases/<int:number>/offboarding/services/<int:service>/drop/",
        offboarding.drop_service,
        name="drop_service",
    ),
    path("cases/<int:number>/offboarding/move/<str:action>/", offboarding.move_on, name="move_closing"),
    path("cases/<int:number>/offboarding/new-work/<int:work>/", offboarding.explain, name="explain_work"),
    path("cases/<int:number>/files/", packs.files, name="closing_files"),
    path("cases/<int:number>/files/add/", packs.add_files, name="add_files"),
    path("cases/<int:number>/files/<int:file>/drop/", packs.drop_file, name="drop_file"),
    path("cases/<int:number>/files/pack/", packs.build, name="build_pack"),
    path("cases/<int:number>/files/pack/<uuid:pack>/release/", packs.release, name="release_pack"),
    path("cases/<int:number>/files/handover/", packs.hand_over, name="hand_over"),
    path("cases/<int:number>/records/", retention.records, name="closing_records"),
    path("cases/<int:number>/records/schedule/", retention.set_schedule, name="set_schedule"),
    path("cases/<int:number>/records/hold/", retention.hold, name="hold"),
    path("cases/<int:number>/records/restrict/", retention.restrict, name="restrict"),
    path("cases/<int:number>/records/erase/", retention.erase, name="erase"),
    path("cases/<int:number>/records/certificate/", retention.certificate, name="certificate"),
    path("sums/", retention.kept, name="kept_figures"),
    path("clients/<int:number>/what-they-may-read/", retention.access_export, name="access_export"),
    path("cases/<int:number>/after/", afterwards.afterwards, name="afterwards"),
    path("cases/<int:number>/after/contact/", afterwards.set_cut_off, name="set_cut_off"),
    path("cases/<int:number>/after/filter/", afterwards.filter_file, name="filter_file"),
    path("cases/<int:number>/after/<int:months>/", afterwards.look_back, name="look_back"),
    path("register/", register.register, name="register"),
    path("cases/<int:number>/after/register/", register.enter, name="enter_register"),
    path("register/<int:listing>/end/", register.end, name="end_listing"),
]
