from tests.world import at_nine as at_nine
from tests.world import lasting_world, one_revision  # noqa: F401  fixtures
