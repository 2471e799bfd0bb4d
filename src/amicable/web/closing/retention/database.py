"""Erasing a client from the database: rows that are about them go, words that name them are taken out of all others."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models
from django.db.models import Model

from amicable.engines.erasing import GONE
from amicable.web.cases.models import Annex, Case, DecisionRecord, Step
from amicable.web.closing.models import Closing, Erasure, Listing, OffboardingTask
from amicable.web.closing.retention.words import Named, rows_of, searched, without
from amicable.web.diary.models import Entry
from amicable.web.diary.queries import ERASED
from amicable.web.jobs.models import Job
from amicable.web.portfolio.models import Client

KEPT: tuple[type[Model], ...] = (
    Client,
    Case,
    Step,
    DecisionRecord,
    Annex,
    Closing,
    OffboardingTask,
    Erasure,
    Listing,
)
"""Rows that stay so that figures add up and seals hold; their words are emptied below."""
SEALED = frozenset({"cases_decisionrecord", "cases_annex", "diary_entry"})
"""Tables that the database lets nobody change but by emptying; what stands there is emptied before."""
ROWS = 2_000


def forget(client: Client, known: Named) -> dict[str, int]:
    """Everything in the database that is about the client; table -> rows that went or lost words."""
    owned = _owned(rows_of(client, known.ids))
    counts: dict[str, int] = {}
    for model, numbers in owned.items():
        if model not in KEPT and numbers:
            rows = model._default_manager.filter(pk__in=numbers)  # noqa: SLF001 (Django's name for it)
            counts[model._meta.db_table] = rows._raw_delete(rows.db)  # noqa: SLF001 (guards between rows that all go)
    _empty(owned)
    Job.objects.filter(given__closing__in=owned[Closing]).delete()  # they may name a file
    _sessions(known.words)
    cache.clear()
    for table, count in _unsaid(known.words):
        counts[table] = counts.get(table, 0) + count
    return {table: count for table, count in counts.items() if count}


def unsay_diary(known: Named) -> list[int]:
    """Take the words out of entries of the diary; their numbers, which the next entry names."""
    pattern, changed = searched(known.words), []
    about = {f"client:{one}"[:254] for one in known.ids}
    for entry in Entry.objects.order_by("number").iterator(chunk_size=ROWS):
        text = json.dumps([entry.by, entry.told], ensure_ascii=False)
        if entry.about in about or pattern.search(f"{entry.about} {text}".encode()):
            by, told = json.loads(without(text, known.words))
            told = _wordless(told) if entry.about in about else told
            Entry.objects.filter(pk=entry.pk).update(about="client:", by=by, told={**told, ERASED: True})
            changed.append(entry.number)
    return changed


def _wordless(told: Mapping[str, Any]) -> dict[str, Any]:
    """Counts and days alone: an addressee or a system that somebody typed stands nowhere else, so no list knows it."""
    return {name: GONE if isinstance(value, str) else value for name, value in told.items()}


def places(words: Collection[str]) -> Iterator[str]:
    """Columns in which any of the words still stands."""
    pattern = searched(words)
    for table, key, columns in _tables():
        for row in _rows(table, key, columns):
            for name, value in zip(columns, row[1:], strict=True):
                if value is not None and pattern.search(str(value).encode()):
                    yield f"{table}.{name}"


def vacuum() -> None:
    """Rewrite the database, so that nothing is left in pages that are no longer used."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _owned(clients: Collection[Client]) -> Mapping[type[Model], set[Any]]:
    """Rows that belong to the client, whichever app they are of: found by walking every foreign key that leads to it."""
    found: dict[type[Model], set[Any]] = defaultdict(set, {Client: {one.pk for one in clients}})
    edges = [
        (model, field.name, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()  # noqa: SLF001 (Django's name for it)
        if isinstance(field, models.ForeignKey)
    ]
    grown = True
    while grown:
        grown = False
        for model, name, target in edges:
            if not found[target]:
                continue
            rows = model._default_manager.filter(**{f"{name}__in": found[target]})  # noqa: SLF001 (as above)
            fresh = set(rows.values_list("pk", flat=True)) - found[model]
            found[model] |= fresh
            grown = grown or bool(fresh)
    return found


def _empty(owned: Mapping[type[Model], set[Any]]) -> None:
    """Take what says something out of the rows that stay."""
    for client in Client.objects.filter(pk__in=owned[Client]):
        Client.objects.filter(pk=client.pk).update(client_id=f"erased:{client.pk}", name=f"#{client.pk}")
    Step.objects.filter(pk__in=owned[Step]).update(reason="")
    DecisionRecord.objects.filter(pk__in=owned[DecisionRecord]).update(content="")
    Annex.objects.filter(pk__in=owned[Annex]).update(content="")
    Listing.objects.filter(pk__in=owned[Listing]).update(case=None)
    for closing in Closing.objects.filter(pk__in=owned[Closing]):
        closing.successor = closing.third_parties = closing.hold_reason = closing.turn_to = ""
        closing.regret = {months: said | {"words": "", "by": ""} for months, said in closing.regret.items()}
        closing.save()
    for task in OffboardingTask.objects.filter(pk__in=owned[OffboardingTask]):
        task.key, task.subject, task.holder = f"{task.task}:{task.pk}", "", ""
        task.note, task.accepted_reason, task.proof, task.proof_name, task.after = "", "", None, "", []
        task.save()


def _sessions(words: Collection[str]) -> None:
    """End sessions that hold a sentence about the client; their people sign in again."""
    pattern = searched(words)
    for one in Session.objects.all():
        if pattern.search(json.dumps(one.get_decoded(), default=str, ensure_ascii=False).encode()):
            one.delete()


def _unsaid(words: Collection[str]) -> Iterator[tuple[str, int]]:
    pattern = searched(words)
    for table, key, columns in _tables():
        count = 0
        for row in [] if table in SEALED else list(_rows(table, key, columns)):
            changed = {
                name: without(str(value), words)
                for name, value in zip(columns, row[1:], strict=True)
                if value is not None and pattern.search(str(value).encode())
            }
            if changed:
                _change(table, key, row[0], changed)
                count += 1
        yield table, count


def _change(table: str, key: str, number: object, changed: Mapping[str, str]) -> None:
    quote = connection.ops.quote_name
    kind = "::jsonb" if connection.vendor == "postgresql" else ""
    json_columns = _json_columns(table)
    names = ", ".join(f"{quote(name)} = %s{kind if name in json_columns else ''}" for name in changed)
    statement = f"UPDATE {quote(table)} SET {names} WHERE {quote(key)} = %s"  # noqa: S608 (names of our own tables)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*changed.values(), number])


def _json_columns(table: str) -> frozenset[str]:
    about = (one._meta for one in apps.get_models(include_auto_created=True))  # noqa: SLF001 (as above)
    fields = (field for one in about if one.db_table == table for field in one.fields)
    return frozenset(field.column for field in fields if isinstance(field, models.JSONField))


def _tables() -> Iterator[tuple[str, str, list[str]]]:
    """Every table with its key and the columns that hold words."""
    for model in apps.get_models(include_auto_created=True):
        about = model._meta  # noqa: SLF001 (as above)
        texts = [one.column for one in about.fields if not one.primary_key and isinstance(one, (models.CharField, models.TextField, models.JSONField))]  # fmt: skip
        if about.managed and texts and model not in (Session, Erasure):
            yield about.db_table, about.pk.column, texts


def _rows(table: str, key: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    quote = connection.ops.quote_name
    casts = [f"CAST({quote(name)} AS text)" for name in columns]
    statement = f"SELECT {', '.join([quote(key), *casts])} FROM {quote(table)}"  # noqa: S608 (names of our own tables)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while some := cursor.fetchmany(ROWS):
            yield from some
