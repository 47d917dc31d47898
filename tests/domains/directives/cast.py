"""青云市 with the people of all tests, and what they do here in one word each."""
from datetime import datetime, timedelta

from lastmile.domains.directives.models import Directive
from lastmile.domains.directives.queries import directives_of
from lastmile.kernel.act import clock, perform, revision
from lastmile.kernel.models import Item
from lastmile.kernel.queries import people
from lastmile.lib.workdays import SHANGHAI

FRIDAY = datetime(2026, 11, 20, 14, 8, tzinfo=SHANGHAI)
UNITS = (
    ("青云市", "city", None), ("市委督查室", "office", "青云市"), ("市政府督查室", "office", "青云市"),
    ("市应急管理局", "department", "青云市"), ("市公安局", "department", "青云市"), ("市交通运输局", "department", "青云市"),
    ("云溪区", "county", "青云市"), ("松江县", "county", "青云市"), ("石桥镇", "township", "云溪区"),
)
PEOPLE = (
    ("zhaoyaqin", "赵雅琴", "市委督查室", "supervisor", "青云市"), ("hanqiushi", "韩秋实", "市委督查室", "supervisor", "青云市"),
    ("sunjing", "孙静", "市政府督查室", "verifier", "青云市"), ("zhoumingyuan", "周明远", "青云市", "leader", "青云市"),
    ("limin", "李敏", "市应急管理局", "handler", None), ("hexiaotang", "何晓棠", "松江县", "handler", None),
    ("tangwen", "唐文", "云溪区", "supervisor", "云溪区"),
)


class City:
    """The city of one test; the clock stands where the test puts it."""

    def __init__(self):
        self.now = FRIDAY
        self.units = {name: self.root("unit.add", name=name, sort=sort, parent=parent) for name, sort, parent in UNITS}
        self.people = {name: self.root("person.add", username=login, name=name, unit=unit, role=role, scope=scope or unit)
                       for login, name, unit, role, scope in PEOPLE}
        self.logins = {name: login for login, name, *_ in PEOPLE}

    def root(self, action, /, **values):
        return perform(action, values, clock(revision()), now=self.now - timedelta(days=1)).id

    def actor(self, name):
        return people.actor_named(self.logins[name], "test")

    def does(self, who, action, /, **values):
        """Somebody does something; what was made or changed comes back as its id."""
        return perform(action, values, self.actor(who), now=self.now).id

    def takes(self, text, who="赵雅琴", **values):
        return self.does(who, "document.take", content=text, name="会议报道.txt", **values)

    def the(self, document, words):
        """The directive of a paper in whose text the words stand."""
        return next(one for one in directives_of(document) if words in one.text)

    def ready(self, document, words, **values):
        """赵雅琴 completes a directive and confirms it."""
        one = self.the(document, words)
        if values:
            self.does("赵雅琴", "directive.change", directive=one.pk, **values)
        self.does("赵雅琴", "directive.accept", directive=one.pk)
        return one.pk

    def directive(self, pk):
        return Directive.objects.select_related("document").get(pk=pk)

    def item(self, pk):
        return Item.objects.get(pk=Directive.objects.get(pk=pk).item_id)
