"""Peer groups: norms are taken among clients of like sector and size, not across a freelancer and a bank."""

import ibis

from amicable.evidence import Evidence

LEAST_PEERS = 20
"""Clients a group needs; smaller groups fall back to the wider one, at last to all clients."""


def peer_groups(evidence: Evidence) -> ibis.Table:
    """client_id, peers (the group's name): segment and size, else segment, else everybody ("")."""
    clients = evidence.clients.select("client_id", segment=ibis.coalesce(evidence.clients.segment, ""))
    economics = evidence.economics
    worth = economics.group_by("client_id").aggregate(revenue=economics.revenue.sum())
    known = clients.left_join(worth, "client_id").select("client_id", "segment", "revenue")
    size = ibis.ifelse(
        known.revenue > 0, ibis.ntile(3).over(ibis.window(order_by=[known.revenue, known.client_id])), -1
    )
    sized = known.select("client_id", "segment", size=size.cast("string"))
    narrow, wide = ibis.window(group_by=["segment", "size"]), ibis.window(group_by="segment")
    counted = sized.mutate(like=sized.count().over(narrow), akin=sized.count().over(wide))
    return counted.select(
        "client_id",
        peers=ibis.cases(
            (counted.like >= LEAST_PEERS, counted.segment + "/" + counted.size),
            (counted.akin >= LEAST_PEERS, counted.segment),
            else_="",
        ),
    )
