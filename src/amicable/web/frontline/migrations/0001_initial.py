import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amicable.web.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("portfolio", "0001_initial"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("entered", models.PositiveIntegerField(default=0)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("abuse", "abuse"),
                                    ("threat", "threat"),
                                    ("unethical", "unethical"),
                                    ("boundary", "boundary"),
                                    ("values", "values"),
                                    ("error", "error"),
                                    ("our_error", "our_error"),
                                    ("outage", "outage"),
                                    ("other", "other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("note", models.TextField(max_length=4000)),
                        ("logged_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="portfolio.client",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="portfolio.track",
                            ),
                        ),
                        (
                            "witnesses",
                            models.ManyToManyField(related_name="witnessed", to=settings.AUTH_USER_MODEL),
                        ),
                    ],
                    options={
                        "ordering": ["-happened_on", "-logged_at"],
                        "indexes": [
                            models.Index(fields=["client", "-happened_on"], name="frontline_incident_client"),
                            models.Index(
                                condition=models.Q(("entered__lt", models.F("revision"))),
                                fields=["logged_at"],
                                name="frontline_incident_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "abuse",
                                            "threat",
                                            "unethical",
                                            "boundary",
                                            "values",
                                            "error",
                                            "our_error",
                                            "outage",
                                            "other",
                                        ),
                                    )
                                ),
                                name="frontline_incident_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                                    models.Q(
                                        ("confirmed_at__isnull", False), ("confirmed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="frontline_incident_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by", None),
                                    models.Q(("confirmed_by", models.F("reported_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="frontline_incident_second_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="frontline.incident",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Pulse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("entered", models.PositiveIntegerField(default=0)),
                        ("asked_on", models.DateField()),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ]
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("given_at", models.DateTimeField()),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pulses",
                                to="portfolio.client",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pulses",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_on", "-given_at"],
                        "indexes": [
                            models.Index(fields=["client", "-asked_on"], name="frontline_pulse_client"),
                            models.Index(
                                condition=models.Q(("entered__lt", models.F("revision"))),
                                fields=["given_at"],
                                name="frontline_pulse_due",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "client", "asked_on"), name="frontline_pulse_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                                name="frontline_pulse_score",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("client", models.CharField(max_length=300)),
                        ("kind", models.CharField(max_length=12)),
                        ("happened_on", models.DateField()),
                        ("note", models.TextField()),
                        ("witnesses", models.JSONField(default=list)),
                        ("replaced_at", models.DateTimeField()),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="frontline.incident",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-replaced_at"],
                    },
                ),
            ]
        )
    ]
