"""`lastmile found`: the first unit and the first administrator of a system without a demonstration city."""
import argparse
import getpass
import os
import sys

from django.utils import timezone

from lastmile.kernel.act import Refused, clock, perform, revision

from .words import _

PASSWORD = "LASTMILE_PASSWORD"


def main(argv: list[str]) -> int:
    """Enter the city, its office and an administrator there; the password is asked for, or read from LASTMILE_PASSWORD."""
    parser = argparse.ArgumentParser(prog="lastmile found", description=_("在空的系统里建立本市和第一位管理员"))
    parser.add_argument("city", help=_("本市的名称，如 青云市"))
    parser.add_argument("office", help=_("管理员所在的单位，如 市政府办公室"))
    parser.add_argument("username", help=_("管理员的账号"))
    parser.add_argument("name", help=_("管理员的姓名"))
    given = parser.parse_args(argv)
    password = os.environ.get(PASSWORD) or getpass.getpass(_("管理员的密码："))
    try:
        found(given.city, given.office, given.username, given.name, password)
    except Refused as no:
        print(no.says, file=sys.stderr)
        return 1
    print(_("已建立{city}和管理员{name}，可以登录了。").format(city=given.city, name=given.name))
    return 0


def found(city: str, office: str, username: str, name: str, password: str) -> None:
    """Four acts of the system itself, journalled like any other."""
    now = timezone.now()

    def act(action: str, **values: object) -> int:
        return perform(action, values, clock(revision(), "cli"), now=now).id
    top = act("unit.add", name=city, sort="city")
    seat = act("unit.add", name=office, sort="office", parent=top)
    person = act("person.add", username=username, name=name, unit=seat, role="administrator", scope=top)
    act("person.set_password", person=person, password=password)
