"""What the sweep costs when so much is due, in cities of different size: python -m bench.sweep 10000 1000. The city is left as it was."""
import json
import sys
import time

from . import places


def figures(size: int, due: int) -> dict[str, float]:
    """Milliseconds for each step when `due` items turn at once, and when nothing is due; everything is taken back afterwards."""
    with places.inside(size):
        from django.db import connection, transaction

        from lastmile.kernel.actions.sweep import sweep
        with connection.cursor() as cursor:
            cursor.execute("select next_turn_at from kernel_item where next_turn_at is not null order by next_turn_at limit 1 offset %s", [due])
            now = cursor.fetchone()[0]
            cursor.execute("select count(*) from kernel_item where is_open")
            opened = cursor.fetchone()[0]
        found = {"items": size, "open": opened}
        idle = []
        for _again in range(200):
            cpu = time.process_time()
            sweep(now.replace(year=2000))
            idle.append(time.process_time() - cpu)
        with transaction.atomic():
            began, cpu, steps = time.perf_counter(), time.process_time(), 0
            while n := sweep(now):
                steps += n
            wall, cpu = time.perf_counter() - began, time.process_time() - cpu
            transaction.set_rollback(True)
        connection.close()
        connection.close_pool()
        return found | {"steps": steps, "ms a step": round(1000 * wall / steps, 3), "of it Python's processor time": round(1000 * cpu / steps, 3),
                        "processor time when nothing is due": round(1000 * sorted(idle)[len(idle) // 2], 3)}


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), int(sys.argv[2]))))
