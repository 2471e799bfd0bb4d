"""The firm's criteria: versions, what a change would do, how good they are, and the review of them each quarter."""
