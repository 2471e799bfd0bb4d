"""Who is compared with whom."""

import numpy as np
import pyarrow as pa

from amicable.profiles.peers import peer_groups


def groups(*counts):
    """Peer groups, for (segment, clients, revenue of the first, step)."""
    segment = [name for name, count, _, _ in counts for _ in range(count)]
    revenue = [first + i * step for _, count, first, step in counts for i in range(count)]
    return peer_groups(pa.array(segment, pa.string()), np.array(revenue, np.float64))


def test_the_peers_are_of_like_segment_and_size():
    found = groups(("trade", 60, 1, 1), ("health", 60, 1, 1))
    assert len(set(found)) == 6
    assert all(len(set(part)) == 1 for part in np.split(found, 6))


def test_too_few_of_a_size_are_compared_with_all_of_their_segment():
    found = groups(("trade", 30, 1, 1))
    assert len(set(found)) == 1


def test_too_few_of_a_segment_are_compared_with_everybody():
    found = groups(("trade", 60, 1, 1), ("health", 5, 1, 1), (None, 5, 1, 1))
    assert len(set(found[60:])) == 1


def test_clients_without_revenue_are_a_size_of_their_own():
    found = groups(("trade", 90, 1, 1), ("trade", 20, 0, 0), ("trade", 20, np.nan, 0))
    assert len(set(found[90:])) == 1
    assert found[90] not in found[:90]


def test_new_clients_are_compared_with_new_ones_where_there_are_enough():
    tenure = np.array([0.5] * 30 + [6.0] * 30)
    found = peer_groups(pa.array(["trade"] * 60), np.zeros(60), tenure)
    assert len(set(found[:30])) == len(set(found[30:])) == 1
    assert found[0] != found[30]


def test_too_few_new_clients_are_compared_with_all_of_their_size():
    """Split off, the five would have nobody to be compared with, and the others would miss them."""
    tenure = np.array([0.5] * 5 + [6.0] * 55)
    assert len(set(peer_groups(pa.array(["trade"] * 60), np.zeros(60), tenure))) == 1
