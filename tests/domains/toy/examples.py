"""The toy domain's examples, found by the loops over the registry like any domain's."""
from tests.examples import Example

EXAMPLES = {"lamp.take": lambda w: Example("赵雅琴", {"pole": "北河路17", "unit": w.units["市公安局"]})}
