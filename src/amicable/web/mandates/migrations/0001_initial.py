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
                    name="Mandate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "owner"),
                                    ("manager", "manager"),
                                    ("employee", "employee"),
                                    ("coordinator", "coordinator"),
                                    ("auditor", "auditor"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("goodwill_credit", "goodwill_credit"),
                                    ("refund", "refund"),
                                    ("waive_fee", "waive_fee"),
                                    ("end_call", "end_call"),
                                    ("refuse_request", "refuse_request"),
                                    ("pause_service", "pause_service"),
                                    ("end_account", "end_account"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        ("per_client", models.BigIntegerField(null=True)),
                        ("per_month", models.BigIntegerField(null=True)),
                        ("segments", models.JSONField(default=list)),
                        ("signs", models.JSONField(default=list)),
                        ("unless", models.JSONField(default=list)),
                        ("made_by", models.CharField(max_length=254)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "above",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_beyond",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["role", "action", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["owner", "manager", "employee", "coordinator", "auditor"])
                                ),
                                name="mandates_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "action__in",
                                        [
                                            "goodwill_credit",
                                            "refund",
                                            "waive_fee",
                                            "end_call",
                                            "refuse_request",
                                            "pause_service",
                                            "end_account",
                                        ],
                                    )
                                ),
                                name="mandates_action",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("per_client", None), ("per_client__gte", 0), _connector="OR"),
                                    models.Q(("per_month", None), ("per_month__gte", 0), _connector="OR"),
                                ),
                                name="mandates_amounts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Budget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField()),
                        ("spent", models.BigIntegerField(default=0)),
                        (
                            "mandate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="budgets",
                                to="mandates.mandate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("mandate", "month"), name="mandates_budget_once"),
                            models.CheckConstraint(
                                condition=models.Q(("spent__gte", 0)), name="mandates_budget_spent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("goodwill_credit", "goodwill_credit"),
                                    ("refund", "refund"),
                                    ("waive_fee", "waive_fee"),
                                    ("end_call", "end_call"),
                                    ("refuse_request", "refuse_request"),
                                    ("pause_service", "pause_service"),
                                    ("end_account", "end_account"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("amount", models.BigIntegerField(default=0)),
                        ("currency", models.CharField(max_length=3)),
                        ("reason", models.TextField(max_length=2000)),
                        ("asked_at", models.DateTimeField()),
                        ("state", models.CharField(default="open", max_length=8)),
                        ("answer", models.TextField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandate_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandate_requests",
                                to="portfolio.client",
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandate_answers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("open", "granted", "declined"))),
                                name="mandates_request_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="mandates_request_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_by", None), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("answered_by__isnull", False),
                                        models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mandates_request_answered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("goodwill_credit", "goodwill_credit"),
                                    ("refund", "refund"),
                                    ("waive_fee", "waive_fee"),
                                    ("end_call", "end_call"),
                                    ("refuse_request", "refuse_request"),
                                    ("pause_service", "pause_service"),
                                    ("end_account", "end_account"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("amount", models.BigIntegerField(default=0)),
                        ("currency", models.CharField(max_length=3)),
                        ("reason", models.TextField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField()),
                        ("month", models.DateField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("taken_back_by", models.CharField(blank=True, max_length=254)),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandate_bookings",
                                to="portfolio.client",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandate_bookings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="mandates.mandate",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booking",
                                to="mandates.request",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["month", "client"], name="mandates_booking_month")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="mandates_booking_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mandate", None), ("request", None), _connector="OR"),
                                name="mandates_booking_by",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
