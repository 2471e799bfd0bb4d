"""Addresses of this app."""

from django.urls import path

from amicable.web.parting.directory import views as directory
from amicable.web.parting.facts import views as facts
from amicable.web.parting.letters import other_views as others
from amicable.web.parting.letters import views as letters
from amicable.web.parting.money import views as money
from amicable.web.parting.prospects import views as prospects
from amicable.web.parting.talk import call_views as calls
from amicable.web.parting.talk import views as talk
from amicable.web.parting.words import views as words

urlpatterns = [
    path("conversations/", talk.hub, name="hub"),
    path("cases/<int:number>/conversation/", talk.conversation, name="conversation"),
    path("cases/<int:number>/conversation/invitation.ics", talk.calendar, name="invitation"),
    path("cases/<int:number>/conversation/follow/", talk.follow, name="follow_talk"),
    path("cases/<int:number>/call/", calls.call, name="call"),
    path("cases/<int:number>/call/rehearsal/", calls.rehearsal, name="rehearsal"),
    path("cases/<int:number>/call/notes/", calls.notes, name="call_notes"),
    path("cases/<int:number>/call/outcome/", calls.outcome, name="call_outcome"),
    path("cases/<int:number>/call/after/", calls.after_call, name="after_call"),
    path("cases/<int:number>/facts/<str:sheet>/", facts.facts, name="parting_facts"),
    path("cases/<int:number>/money/", money.money, name="money"),
    path("cases/<int:number>/money/<str:kind>/new/", money.item, name="money_item"),
    path("cases/<int:number>/money/<str:kind>/<int:place>/", money.item, name="money_item"),
    path("cases/<int:number>/money/files/<str:form>", money.account_file, name="money_file"),
    path("cases/<int:number>/letter/", letters.letter, name="letter"),
    path("cases/<int:number>/letter/<int:place>.<str:form>", letters.letter_file, name="letter_file"),
    path("cases/<int:number>/letter/<int:place>/send/", letters.send, name="send_letter"),
    path("cases/<int:number>/letter/notice/", letters.notice, name="begin_notice"),
    path("cases/<int:number>/letters/<str:letter>/arrival/", letters.arrival, name="letter_arrival"),
    path("cases/<int:number>/letters/<str:letter>/proof/", letters.proof_file, name="letter_proof"),
    path("cases/<int:number>/warning/", others.warning, name="warning_letter"),
    path("cases/<int:number>/welcome-back/", others.reinstatement_page, name="reinstatement_letter"),
    path("alternatives/", directory.alternatives, name="alternatives"),
    path("alternatives/new/", directory.alternative, name="new_alternative"),
    path("alternatives/<int:one>/", directory.alternative, name="alternative"),
    path("texts/", words.own, name="own_texts"),
    path("texts/letterhead/", words.letterhead, name="letterhead"),
    path("clauses/", words.clauses, name="clauses"),
    path("prospects/", prospects.prospect, name="prospect"),
]
