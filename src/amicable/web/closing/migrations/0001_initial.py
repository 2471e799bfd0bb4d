import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amicable.web.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0002_sealed"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Stored",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CalendarAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_address",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told_on", models.DateField()),
                        ("end_on", models.DateField()),
                        ("erase_on", models.DateField()),
                        ("trade", models.CharField(blank=True, max_length=20)),
                        ("holds_money", models.BooleanField(default=False)),
                        ("owes_refund", models.BooleanField(default=False)),
                        ("has_files", models.BooleanField(default=True)),
                        ("has_originals", models.BooleanField(default=False)),
                        ("has_mandates", models.BooleanField(default=False)),
                        ("has_deadlines", models.BooleanField(default=False)),
                        ("has_subscriptions", models.BooleanField(default=False)),
                        ("cut_off", models.BooleanField(default=True)),
                        ("third_parties", models.TextField(blank=True, max_length=2000)),
                        ("successor", models.CharField(blank=True, max_length=300)),
                        ("longer", models.JSONField(default=dict)),
                        ("hold_reason", models.TextField(blank=True, max_length=2000)),
                        ("hold_by", models.CharField(blank=True, max_length=254)),
                        ("restricted_at", models.DateTimeField(null=True)),
                        ("cut_off_until", models.DateField(null=True)),
                        ("turn_to", models.CharField(blank=True, max_length=200)),
                        ("regret", models.JSONField(default=dict)),
                        ("made_by", models.CharField(max_length=254)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closing",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["end_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "trade__in",
                                        ("", "accounting", "law", "medicine", "it", "agency", "shop"),
                                    )
                                ),
                                name="closing_trade",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_on__gte", models.F("told_on")), ("erase_on__gt", models.F("end_on"))
                                ),
                                name="closing_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("system", models.CharField(max_length=120)),
                        ("holder", models.CharField(max_length=200)),
                        ("side", models.CharField(max_length=6)),
                        ("after", models.JSONField(default=list)),
                        ("added_by", models.CharField(max_length=254)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="access",
                                to="closing.closing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["side", "system"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("closing", "side", "system"), name="closing_access_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ("ours", "theirs"))),
                                name="closing_access_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("by", models.CharField(max_length=254)),
                        ("begun_at", models.DateTimeField()),
                        ("marks", models.JSONField(default=dict)),
                        ("hashes", models.JSONField(default=list)),
                        ("steps", models.JSONField(default=dict)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("certificate", models.JSONField(default=dict)),
                        (
                            "closing",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="erasure",
                                to="closing.closing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at"],
                    },
                ),
                migrations.CreateModel(
                    name="KeptFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("currency", models.CharField(max_length=3)),
                        ("clients", models.PositiveIntegerField(default=0)),
                        ("revenue", models.BigIntegerField(default=0)),
                        ("cost", models.BigIntegerField(default=0)),
                        ("seconds", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["year", "currency"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "currency"), name="closing_figures_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.CharField(max_length=160, unique=True)),
                        ("to", models.EmailField(max_length=254)),
                        ("subject", models.CharField(max_length=300)),
                        ("text", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("leaving", "Leaving"),
                                    ("sent", "Sent"),
                                    ("unsure", "Unsure"),
                                    ("given_up", "Given Up"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("due_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                        "indexes": [models.Index(fields=["state", "due_at"], name="closing_letter_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "leaving", "sent", "unsure", "given_up"])
                                ),
                                name="closing_letter_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=10)),
                        ("until", models.DateField()),
                        ("terms", models.TextField(blank=True, max_length=1000)),
                        ("made_by", models.CharField(max_length=254)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                        ("removed_by", models.CharField(blank=True, max_length=254)),
                        ("removed_reason", models.TextField(blank=True, max_length=1000)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listings",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-until", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason__in", ["fit", "law", "payment", "safety"])),
                                name="closing_listing_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fingerprint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(db_index=True, max_length=64)),
                        (
                            "listing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fingerprints",
                                to="closing.listing",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("listing", "digest"), name="closing_fingerprint_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("table", models.CharField(max_length=40)),
                        ("evidence_id", models.CharField(max_length=400)),
                        ("happened_on", models.DateField()),
                        ("found_at", models.DateTimeField(auto_now_add=True)),
                        ("settled_by", models.CharField(blank=True, max_length=254)),
                        ("settled_reason", models.TextField(blank=True, max_length=2000)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="new_work",
                                to="closing.closing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-happened_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("closing", "table", "evidence_id"), name="closing_new_work_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OffboardingTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=200)),
                        ("task", models.CharField(max_length=60)),
                        ("subject", models.CharField(blank=True, max_length=120)),
                        ("holder", models.CharField(blank=True, max_length=200)),
                        ("due_on", models.DateField()),
                        ("after", models.JSONField(default=list)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("done_by", models.CharField(blank=True, max_length=254)),
                        ("note", models.TextField(blank=True, max_length=4000)),
                        ("proof_name", models.CharField(blank=True, max_length=200)),
                        ("accepted_by", models.CharField(blank=True, max_length=254)),
                        ("accepted_reason", models.TextField(blank=True, max_length=2000)),
                        ("accepted_at", models.DateTimeField(null=True)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="closing.closing",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offboarding_tasks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="closing.stored",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("accepted_at", None), ("done_at", None)),
                                fields=["person", "due_on"],
                                name="closing_task_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("closing", "key"), name="closing_task_once"),
                            models.CheckConstraint(
                                condition=models.Q(("done_at", None), ("accepted_at", None), _connector="OR"),
                                name="closing_task_done_or_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at", None), ("accepted_by", "")),
                                    models.Q(
                                        ("accepted_at__isnull", False),
                                        models.Q(("accepted_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closing_task_accepted_by_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120, unique=True)),
                        ("kind", models.CharField(max_length=12)),
                        ("due_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="closing.closing",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deadlines",
                                to="closing.offboardingtask",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["due_at"],
                                name="closing_deadline_due",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("began_on", models.DateField(null=True)),
                        ("last_on", models.DateField()),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="closing.closing",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["last_on", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Pack",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("files", models.PositiveIntegerField()),
                        ("made_by", models.CharField(max_length=254)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("released_at", models.DateTimeField(null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("digest", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("fetched_at", models.DateTimeField(null=True)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="packs",
                                to="closing.closing",
                            ),
                        ),
                        (
                            "stored",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pack",
                                to="closing.stored",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ClientFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("record_class", models.CharField(max_length=30)),
                        ("added_by", models.CharField(max_length=254)),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "closing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="closing.closing",
                            ),
                        ),
                        (
                            "stored",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="client_file",
                                to="closing.stored",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["record_class", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("closing", "record_class", "name"), name="closing_file_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "record_class__in",
                                        [
                                            "client_provided",
                                            "correspondence",
                                            "identification",
                                            "invoices",
                                            "prepared_for_client",
                                            "work_product",
                                            "working_papers",
                                        ],
                                    )
                                ),
                                name="closing_file_class",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
