"""Cases, what was frozen for them, what was tried, asked and decided.

What is decided is sealed in `DecisionRecord`, which the database itself refuses to change.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amicable.decision.path import OVER, PAUSES, STATES
from amicable.web.portfolio.models import Client, Track

PERSON = settings.AUTH_USER_MODEL
ANSWERS = ("yes", "no", "unknown")
OUTCOMES = ("", "improved", "not_improved", "too_early", "called_off")
KINDS = ("evidence", "decision", "signature", "declined", "taken_back", "contest", "answer", "reinstatement")


class Case(models.Model):
    """One relationship that is being repaired or ended; moved by actions alone."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, default="open")
    before = models.CharField(max_length=20, blank=True)
    """Where a case that pauses comes back to."""
    led_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases_led")
    """Who writes its decision record."""
    pack = models.CharField(max_length=40, default="general_b2b")
    """The policy pack whose duties hold."""
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases_opened")
    opened_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Last moved first; of each client one at a time."""

        ordering: ClassVar = ["-moved_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(STATES)), name="cases_case_state"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(PAUSES), before__gt="")
                | (~Q(state__in=sorted(PAUSES)) & Q(before="")),
                name="cases_case_before",
            ),
            models.UniqueConstraint(
                fields=["client"], condition=~Q(state__in=sorted(OVER)), name="cases_one_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-moved_at"], name="cases_by_state")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Step(models.Model):
    """One move of a case, with the reason that was given."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20)
    came_from = models.CharField(max_length=20)
    leads_to = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.came_from} -> {self.leads_to}"


class Frozen(models.Model):
    """The evidence about the client as it was known on a day, so that it stays true after the ledger changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="frozen")
    as_of = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    currency = models.CharField(max_length=3)
    criteria = models.CharField(max_length=200)
    ledger_version = models.CharField(max_length=64)
    facts_count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    """The seal of the last fact; of none, of the case alone."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.as_of} {self.head[:8]}"


class FrozenFact(models.Model):
    """One frozen piece: a documented situation, a fault of our own, a finding, the economics, the outlook."""

    KINDS: ClassVar = ("situation", "own_fault", "finding", "economics", "outlook")

    frozen = models.ForeignKey(Frozen, on_delete=models.CASCADE, related_name="facts")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    sign = models.CharField(max_length=64, blank=True)
    happened_on = models.DateField(null=True)
    table = models.CharField(max_length=64, blank=True)
    evidence_id = models.CharField(max_length=400, blank=True)
    content = models.TextField()
    """Canonical JSON: the same values are always the same bytes."""
    sha256 = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    """SHA-256 over the chain before and this fact's own."""

    class Meta:
        """In the order in which they were frozen."""

        ordering: ClassVar = ["place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["frozen", "place"], name="cases_fact_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.kind}"


class Plan(models.Model):
    """One remedy agreed on with the client: what, when, by whom, the target on a sign, the day of measuring."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    remedy = models.CharField(max_length=40)
    agreement = models.TextField(max_length=4000)
    agreed_on = models.DateField()
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="plans")
    sign = models.CharField(max_length=64)
    baseline = models.FloatField(null=True)
    """The rate when it was agreed."""
    target = models.FloatField()
    """The rate below which, or at which, it has worked."""
    measure_on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True)
    """Empty or "too_early": it is still running."""
    found = models.FloatField(null=True)
    """The rate since the agreement, when it was measured."""
    occasions = models.FloatField(null=True)
    """Out of how much."""
    measured_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    """Why it was called off."""
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-agreed_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="cases_plan_outcome"),
            models.CheckConstraint(condition=Q(measure_on__gt=F("agreed_on")), name="cases_plan_days"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["measure_on"], condition=Q(outcome__in=("", "too_early")), name="cases_plan_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.remedy} {self.outcome}"

    @property
    def is_running(self) -> bool:
        """Whether nothing final is known about it yet."""
        return self.outcome in ("", "too_early")


class PassedOver(models.Model):
    """A remedy that is not tried, and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="passed_over")
    remedy = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "remedy"], name="cases_passed_over_once")
        ]

    def __str__(self) -> str:
        return self.remedy


class GateAnswer(models.Model):
    """What somebody answered to the question of a gate; the latest counts, the others stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="gate_answers")
    """Of a confidential gate: seen by the people named on it alone."""
    gate = models.CharField(max_length=40)
    answer = models.CharField(max_length=7)
    on = models.DateField(null=True)
    """The day that a "yes" speaks of, where the gate asks for one."""
    note = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="gate_answers")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(answer__in=ANSWERS), name="cases_answer_known")
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.answer}"


class Override(models.Model):
    """Somebody whose role allows it lets a gate pass all the same, with a reason; a later answer ends it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overrides")
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="overrides")
    gate = models.CharField(max_length=40)
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="overrides")
    at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="reviewed")
    """The second person, where the gate asks for one; until then it does not count."""

    class Meta:
        """Latest first; reviewed by somebody else."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")), name="cases_override_second_person"
            )
        ]

    def __str__(self) -> str:
        return self.gate


class DecisionRecord(models.Model):
    """A sealed record: a decision, a signature, an answer; never changed, a later change is a new record.

    The seal covers the digest of the content, so that the chain still holds when a content has been erased.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)
    content = models.TextField()
    """Canonical JSON; empty once the client's data were erased."""
    digest = models.CharField(max_length=64)
    apart = models.CharField(max_length=64)
    """Digest of what only some people may read; there whether or not that is anything at all."""
    seal_before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="cases_record_kind")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Annex(models.Model):
    """What of a record only the people named on a track may read."""

    record = models.OneToOneField(DecisionRecord, on_delete=models.PROTECT, related_name="annex")
    content = models.TextField()
    """Canonical JSON with a random value, so that the digest of an empty one tells nothing."""

    def __str__(self) -> str:
        return f"{self.record_id}"


class CaseRules(models.Model):
    """What the firm asks of every case; there is one row at most."""

    second_signature = models.BooleanField(default=False)
    """Whether every decision is signed by a second person, also where no gate asks for it."""
    contest_days = models.PositiveSmallIntegerField(default=14)
    """Within how many days somebody uninvolved answers a client who contests."""

    class Meta:
        """One row."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="cases_one_row_of_rules")]

    def __str__(self) -> str:
        return "second signature" if self.second_signature else "one signature"
