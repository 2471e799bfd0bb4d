"""Addresses of this app."""

from django.urls import path

from amicable.web.cases import views
from amicable.web.cases.decisions import views as decisions
from amicable.web.cases.duties import views as duties
from amicable.web.cases.evidence import views as evidence
from amicable.web.cases.gates import views as gates
from amicable.web.cases.plans import views as plans
from amicable.web.cases.together import views as together

urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/rules/", views.rules, name="case_rules"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<str:name>/", duties.pack, name="duties_pack"),
    path("together/", together.together, name="together"),
    path("clients/<int:number>/case/", views.open_case, name="open_case"),
    path("cases/<int:number>/", views.case, name="case"),
    path("cases/<int:number>/lead/", views.lead, name="case_lead"),
    path("cases/<int:number>/pack/", views.pack, name="case_pack"),
    path("cases/<int:number>/move/<str:action>/", views.move_case, name="move_case"),
    path("cases/<int:number>/evidence/", evidence.evidence, name="case_evidence"),
    path("cases/<int:number>/evidence/now/", evidence.now, name="case_now"),
    path("cases/<int:number>/evidence/freeze/", views.freeze, name="freeze"),
    path("cases/<int:number>/ladder/", plans.case_ladder, name="case_ladder"),
    path("cases/<int:number>/ladder/<str:remedy>/", plans.plan, name="plan"),
    path("cases/<int:number>/ladder/<str:remedy>/pass/", plans.pass_over, name="pass_over"),
    path("cases/<int:number>/plans/<int:plan>/off/", plans.call_off, name="call_off"),
    path("cases/<int:number>/gates/", gates.gates, name="case_gates"),
    path("cases/<int:number>/gates/<str:gate>/answer/", gates.answer_gate, name="answer_gate"),
    path("cases/<int:number>/gates/<str:gate>/override/", gates.override_gate, name="override_gate"),
    path("cases/<int:number>/overrides/<int:override>/", gates.review_gate, name="review_gate"),
    path("cases/<int:number>/decision/", decisions.decision, name="case_decision"),
    path("cases/<int:number>/decision/sign/", decisions.sign, name="sign_decision"),
    path("cases/<int:number>/decision/decline/", decisions.decline, name="decline_decision"),
    path("cases/<int:number>/decision/back/", decisions.take_back, name="take_back_decision"),
    path("cases/<int:number>/contest/", decisions.contest, name="contest"),
    path("cases/<int:number>/contest/answer/", decisions.answer_contest, name="answer_contest"),
    path("cases/<int:number>/reinstate/", decisions.reinstate, name="reinstate"),
]
