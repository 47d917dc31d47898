"""Compile every template, so that a slip of the pen in one is found before a person opens that page."""
import sys
from pathlib import Path

import django
from django.template import engines
from jinja2 import TemplateError


def main() -> int:
    """The number of templates that cannot be compiled."""
    django.setup()
    engine, wrong = engines["jinja2"], 0
    names = sorted({path.relative_to(folder).as_posix()
                    for folder in map(Path, engine.dirs) for path in folder.rglob("*.*") if path.is_file()})
    for name in names:
        try:
            engine.env.get_template(name)
        except TemplateError as error:
            wrong += 1
            print(f"{name}: {error}", file=sys.stderr)
    print(f"{len(names)} templates, {wrong} wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
