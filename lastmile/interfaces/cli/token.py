"""`lastmile token USERNAME --name 用途`: a fresh key to the API for a person, shown once."""
import argparse
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lastmile.interfaces.perform import perform
from lastmile.kernel.actions.tokens import new_secret

from .who import server, told

DAYS = 365


def main(argv: Sequence[str]) -> int:
    """Print the token and nothing else; 1 when it was refused."""
    parser = argparse.ArgumentParser(prog="lastmile token", description=_("给一个人发放接口令牌，只显示这一次"))
    parser.add_argument("username", metavar=pgettext("placeholder", "账号"))
    parser.add_argument("--name", required=True, metavar=pgettext("placeholder", "用途"), help=_("写明给什么程序用，收回时按它找"))
    parser.add_argument("--days", type=int, default=DAYS, metavar=pgettext("placeholder", "天数"), help=_("有效天数，默认 {days}").format(days=DAYS))
    options = parser.parse_args(argv)

    def issue() -> int:
        secret = new_secret()
        values = {"person": options.username, "name": options.name, "secret": secret, "days": options.days}
        perform("token.issue", values, server())
        print(secret)
        return 0
    return told(issue)
