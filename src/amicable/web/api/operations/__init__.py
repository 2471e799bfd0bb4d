"""The operations by what they are about; a new group is added here."""

from amicable.web.api.operations import (
    cases,
    clients,
    diary,
    front_line,
    mandates,
    messages,
    oneself,
    people,
    records,
    reviews,
    same,
    signs,
    webhooks,
)

GROUPS = (
    oneself.ROUTES,
    reviews.ROUTES,
    clients.ROUTES,
    front_line.ROUTES,
    cases.ROUTES,
    mandates.ROUTES,
    messages.ROUTES,
    signs.ROUTES,
    records.ROUTES,
    same.ROUTES,
    people.ROUTES,
    diary.ROUTES,
    webhooks.ROUTES,
)
