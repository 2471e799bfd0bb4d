"""What exports of time trackers have in common: who worked for whom, named in passing."""

from collections.abc import Mapping

from amicable.connectors._mapping import Fill, From, LeaveOut

TOGETHER = ("seconds", "amount", "cost")
"""Added up where one person has several entries of the same begin, project and description."""


def engagement(client: str, project: str) -> From:
    """The id of a project: its client and its name, since exports name projects and give no ids."""
    return From(
        compute=f"""case when "{client}" = '' then null else concat_ws(' / ', "{client}", "{project}") end"""
    )


def named_in_passing(client: str, project: str, staff: Mapping[str, str | From]) -> tuple[Fill, ...]:
    """The client, the project and the person that a time entry mentions, so that no hour lacks its client."""
    nobody = LeaveOut(f"""trim("{client}") = ''""", "")
    return (
        Fill("clients", {"client_id": client, "name": client}, (nobody,), keep="first", mention=True),
        Fill(
            "engagements",
            {"engagement_id": engagement(client, project), "client_id": client, "title": project},
            (nobody, LeaveOut(f"""trim("{project}") = ''""", "")),
            keep="first",
            mention=True,
        ),
        Fill("staff", staff, keep="first", mention=True),
    )
