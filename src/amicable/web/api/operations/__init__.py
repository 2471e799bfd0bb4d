"""The operations by what they are about; a new group is added here."""

from amicable.web.api.operations import (
    clients,
    diary,
    front_line,
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
    signs.ROUTES,
    records.ROUTES,
    same.ROUTES,
    people.ROUTES,
    diary.ROUTES,
    webhooks.ROUTES,
)
