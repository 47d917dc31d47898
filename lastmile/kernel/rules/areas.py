"""The areas of work (领域) that a directive may belong to; their order is the order on boards."""

AREAS = ("epidemic", "safety", "storms", "petitions", "order", "publicity", "projects", "economy", "party", "other")
