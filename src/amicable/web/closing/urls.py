"""Addresses of this app."""

from django.urls import path

from amicable.web.closing.deadlines import views as deadlines
from amicable.web.closing.offboarding import task_views as tasks
from amicable.web.closing.offboarding import views as offboarding

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
    path("cases/<int:number>/offboarding/work/<int:work>/", offboarding.explain, name="explain_work"),
]
