from tests.world import at_nine, lasting_world, one_revision, world

__all__ = ["at_nine", "lasting_world", "one_revision", "world"]
