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
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("state", models.CharField(default="open", max_length=20)),
                        ("before", models.CharField(blank=True, max_length=20)),
                        ("pack", models.CharField(default="general_b2b", max_length=40)),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        ("moved_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="portfolio.client",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_led",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_opened",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-moved_at", "-pk"],
                        "indexes": [models.Index(fields=["state", "-moved_at"], name="cases_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "archived",
                                            "closed",
                                            "contested",
                                            "conversation_planned",
                                            "decided",
                                            "erased",
                                            "notice",
                                            "open",
                                            "reinstated",
                                            "repairing",
                                            "suspended",
                                            "told",
                                            "winding_down",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="cases_case_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("before__gt", ""), ("state__in", ["contested", "suspended"])),
                                    models.Q(
                                        models.Q(("state__in", ["contested", "suspended"]), _negated=True),
                                        ("before", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="cases_case_before",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["archived", "closed", "erased", "reinstated", "withdrawn"],
                                    ),
                                    _negated=True,
                                ),
                                fields=("client",),
                                name="cases_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRules",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("second_signature", models.BooleanField(default=False)),
                        ("contest_days", models.PositiveSmallIntegerField(default=14)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="cases_one_row_of_rules"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionRecord",
                    fields=[
                        ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("kind", models.CharField(max_length=16)),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=254)),
                        ("content", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("apart", models.CharField(max_length=64)),
                        ("seal_before", models.CharField(max_length=64)),
                        ("seal", models.CharField(max_length=64)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        (
                                            "evidence",
                                            "decision",
                                            "signature",
                                            "declined",
                                            "taken_back",
                                            "contest",
                                            "answer",
                                            "reinstatement",
                                        ),
                                    )
                                ),
                                name="cases_record_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Annex",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.TextField()),
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="annex",
                                to="cases.decisionrecord",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Frozen",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("as_of", models.DateField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("by", models.CharField(max_length=254)),
                        ("currency", models.CharField(max_length=3)),
                        ("criteria", models.CharField(max_length=200)),
                        ("ledger_version", models.CharField(max_length=64)),
                        ("facts_count", models.PositiveIntegerField()),
                        ("head", models.CharField(max_length=64)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="frozen",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FrozenFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=12)),
                        ("sign", models.CharField(blank=True, max_length=64)),
                        ("happened_on", models.DateField(null=True)),
                        ("table", models.CharField(blank=True, max_length=64)),
                        ("evidence_id", models.CharField(blank=True, max_length=400)),
                        ("content", models.TextField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("chain", models.CharField(max_length=64)),
                        (
                            "frozen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="cases.frozen",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["place"],
                        "constraints": [
                            models.UniqueConstraint(fields=("frozen", "place"), name="cases_fact_place")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GateAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gate", models.CharField(max_length=40)),
                        ("answer", models.CharField(max_length=7)),
                        ("on", models.DateField(null=True)),
                        ("note", models.TextField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gate_answers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="cases.case",
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gate_answers",
                                to="portfolio.track",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("answer__in", ("yes", "no", "unknown"))),
                                name="cases_answer_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Override",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gate", models.CharField(max_length=40)),
                        ("reason", models.TextField(max_length=2000)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="cases.case",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviewed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="portfolio.track",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by", None),
                                    models.Q(("reviewed_by", models.F("by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="cases_override_second_person",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassedOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("remedy", models.CharField(max_length=40)),
                        ("reason", models.TextField(max_length=2000)),
                        ("by", models.CharField(max_length=254)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passed_over",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "remedy"), name="cases_passed_over_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("remedy", models.CharField(max_length=40)),
                        ("agreement", models.TextField(max_length=4000)),
                        ("agreed_on", models.DateField()),
                        ("sign", models.CharField(max_length=64)),
                        ("baseline", models.FloatField(null=True)),
                        ("target", models.FloatField()),
                        ("measure_on", models.DateField()),
                        ("outcome", models.CharField(blank=True, max_length=12)),
                        ("found", models.FloatField(null=True)),
                        ("occasions", models.FloatField(null=True)),
                        ("measured_on", models.DateField(null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("made_by", models.CharField(max_length=254)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="cases.case",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-agreed_on", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome__in", ("", "too_early"))),
                                fields=["measure_on"],
                                name="cases_plan_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "outcome__in",
                                        ("", "improved", "not_improved", "too_early", "called_off"),
                                    )
                                ),
                                name="cases_plan_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measure_on__gt", models.F("agreed_on"))),
                                name="cases_plan_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("action", models.CharField(max_length=20)),
                        ("came_from", models.CharField(max_length=20)),
                        ("leads_to", models.CharField(max_length=20)),
                        ("reason", models.TextField(blank=True)),
                        ("by", models.CharField(max_length=254)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
            ]
        )
    ]
