from tests.world import at_nine, world  # noqa: F401  fixtures
