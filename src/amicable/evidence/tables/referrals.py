"""New business that a client sent us."""

from amicable.evidence.schema import Column, Kind, Table
from amicable.i18n import N_

TABLE = Table(
    name="referrals",
    about=N_("New business that a client sent us."),
    key="referral_id",
    happened="referred_on",
    quote="referred",
    identity=("client_id", "referred_on", "referred"),
    columns={
        "referral_id": Column(Kind.KEY, N_("The referral."), required=True),
        "client_id": Column(Kind.REF, N_("The client who referred."), required=True, refers_to="clients"),
        "referred_on": Column(Kind.DATE, N_("Day of the referral."), required=True),
        "referred": Column(Kind.TEXT, N_("Who was referred.")),
        "became_client": Column(Kind.BOOLEAN, N_("They became a client.")),
    },
)
