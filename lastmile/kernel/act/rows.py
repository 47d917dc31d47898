"""One row among many: what it has done is taken back when it is refused, and the others stand."""
from .context import Act


class Spoilt(Exception):
    """A refused row had already written, and no savepoint stands before it: all begins anew, with one before every row."""


class OneRow:
    """Where the act stood before a row. A savepoint costs a round trip, so there is one only when the act is `careful`."""

    def __init__(self, act: Act, careful: bool):
        self.act, self.careful = act, careful
        if careful:
            act.flush()
            act.writer.db.execute("savepoint one_row")
        self.mark, self.flushes, self.serials = act.writer.mark(), act.writer.flushes, dict(act.serials)
        act.past.clear()
        act.ticked.clear()

    def take_back(self) -> None:
        """As if the row had never been. Spoilt when that cannot be."""
        act = self.act
        del act.notes[:], act.next[:]
        if act.writer.flushes == self.flushes:
            act.writer.back_to(self.mark)
            act.serials = self.serials
            for subject, end in reversed(act.past):
                act.tails[subject] = end
            for item in act.ticked:
                act.events[item].pop()
        elif self.careful:
            act.writer.db.execute("rollback to savepoint one_row")
            act.forget()
        else:
            raise Spoilt
