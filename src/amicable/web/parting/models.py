"""What is planned, said, written and sent when a relationship ends."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from amicable.web.cases.models import Case

PERSON = settings.AUTH_USER_MODEL
WAYS = ("call", "video", "meeting")
OUTCOMES = ("", "told", "not_reached", "contested", "abusive", "other_terms")
FEELINGS = ("", "well", "mixed", "low")
KINDS = ("confirmation", "warning", "reinstatement")
STATES = ("waiting", "sending", "sent", "given_up", "doubtful", "came_back")
SENT_BY = ("email", "post", "tracked_post", "meeting", "portal")
SORTS = ("firm", "person", "public", "ai")


class Conversation(models.Model):
    """How the client is told: who speaks, when and where; or why nobody calls."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="conversation")
    speaker = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="conversations")
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=15)
    way = models.CharField(max_length=8, default="call")
    place = models.CharField(max_length=300, blank=True)
    beside = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="sits_beside")
    """Who sits beside the speaker."""
    why_no_call = models.TextField(max_length=2000, blank=True)
    """Why nobody calls; the letter is the news."""
    planned_by = models.CharField(max_length=254)
    planned_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Somebody speaks on a day, or nobody calls for a reason."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(way__in=WAYS), name="parting_conversation_way"),
            models.CheckConstraint(
                condition=Q(why_no_call__gt="") | Q(speaker__isnull=False, starts_at__isnull=False),
                name="parting_conversation_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at}"

    @property
    def no_call(self) -> bool:
        """Whether the letter brings the news."""
        return bool(self.why_no_call)


class Facts(models.Model):
    """What only people know about an ending, by the names of parting.toml; what is not there is unknown."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="facts")
    content = models.JSONField(default=dict)
    changed_by = models.CharField(max_length=254)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.case_id}"


class Talk(models.Model):
    """One try to tell the client: notes of the speaker, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="talks")
    speaker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="talks")
    began_at = models.DateTimeField(auto_now_add=True)
    notes = models.TextField(max_length=8000, blank=True)
    """Read by the speaker and by whoever leads the case."""
    outcome = models.CharField(max_length=12, blank=True)
    """Empty: it is still going on."""
    told_on = models.DateField(null=True)
    """The day on which the client heard the date; None: they did not."""
    said = models.TextField(max_length=4000, blank=True)
    """What was said, in words that the client may read."""
    ended_at = models.DateTimeField(null=True)
    feeling = models.CharField(max_length=5, blank=True)
    """How the speaker is afterwards, if they say so."""

    class Meta:
        """Latest first; of each speaker one at a time."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="parting_talk_outcome"),
            models.CheckConstraint(condition=Q(feeling__in=FEELINGS), name="parting_talk_feeling"),
            models.UniqueConstraint(
                fields=["case", "speaker"], condition=Q(outcome=""), name="parting_one_talk_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class Posted(models.Model):
    """A letter as it left the house: its bytes, its way, and what is known of its arrival."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="posted")
    kind = models.CharField(max_length=13, default="confirmation")
    to_name = models.CharField(max_length=300)
    to_email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the PDF."""
    way = models.CharField(max_length=12)
    state = models.CharField(max_length=9, default="waiting")
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=200, blank=True)
    answered = models.CharField(max_length=300, blank=True)
    """What the mail server said last."""
    tracking = models.CharField(max_length=120, blank=True)
    sent_by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    counts_from = models.DateField(null=True)
    """The day from which it counts as received, by the duties of the case."""
    arrived_on = models.DateField(null=True)
    """The day on which somebody saw that it had arrived."""
    came_back_on = models.DateField(null=True)
    came_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """Latest first; the sweeper looks for what is due."""

        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="parting_posted_state"),
            models.CheckConstraint(condition=Q(way__in=SENT_BY), name="parting_posted_way"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="parting_posted_kind"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="parting_posted_due")]

    def __str__(self) -> str:
        return f"{self.to_name} {self.state}"


class Alternative(models.Model):
    """Somebody vetted whom a client can be referred to."""

    name = models.CharField(max_length=200)
    sort = models.CharField(max_length=6, default="firm")
    good_for = models.CharField(max_length=500)
    contact = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True)
    """The day on which they agreed to be named; None: nobody has asked."""
    most_a_year = models.PositiveSmallIntegerField(null=True)
    """Clients of ours that they can take in a year; None: they have not said."""
    is_active = models.BooleanField(default=True)
    added_by = models.CharField(max_length=254)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sort__in=SORTS), name="parting_alternative_sort")
        ]

    def __str__(self) -> str:
        return self.name


class Referral(models.Model):
    """An alternative that is named to the client of a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    alternative = models.ForeignKey(Alternative, on_delete=models.PROTECT, related_name="referrals")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "alternative"], name="parting_referred_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.alternative_id}"


class OwnText(models.Model):
    """A sentence of the firm's own that stands in place of a shipped one."""

    language = models.CharField(max_length=2)
    file = models.CharField(max_length=20)
    section = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    text = models.TextField(max_length=4000)
    """In the formal address, where the language has two."""
    informal = models.TextField(max_length=4000, blank=True)
    written_by = models.CharField(max_length=254)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One for each place."""

        ordering: ClassVar = ["language", "file", "section", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "file", "section", "key"], name="parting_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.file}.{self.section}.{self.key}"


class Letterhead(models.Model):
    """What stands at the head of every letter; there is one row at most."""

    address = models.TextField(max_length=500, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    logo = models.BinaryField(default=bytes)
    """PNG, JPEG or SVG; empty: none."""

    class Meta:
        """One row."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="parting_one_letterhead")]

    def __str__(self) -> str:
        return self.email
