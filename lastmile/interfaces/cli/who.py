"""Who is at the command line: the person of the token in LASTMILE_TOKEN, or whoever may run commands on the server itself."""
import os
import sys
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from lastmile.kernel.act import Actor, Refused, clock, revision
from lastmile.kernel.queries.people import actor_of_token

NAME = "LASTMILE_TOKEN"


def asker(interface: str = "cli") -> Actor:
    """The person whose token is in the environment. Refused when there is none, or it is over."""
    secret = os.environ.get(NAME, "").strip()
    if not secret:
        raise Refused("token", _("请先在环境变量 {name} 中写好您的令牌；令牌由管理员用 lastmile token 发放。").format(name=NAME))
    found = actor_of_token(secret, interface, timezone.now())
    if found is None:
        says = _("环境变量 {name} 中的令牌不对或已失效，请向管理员申请新的令牌。密码由管理员新设的，请先登录网页改好密码。")
        raise Refused("token", says.format(name=NAME))
    return found


def server() -> Actor:
    """Whoever runs commands on the server: journalled as the system, through the command line."""
    return clock(revision(), "cli")


def told(step: Callable[[], int]) -> int:
    """Do it; a refusal is a sentence for the person and status 1."""
    try:
        return step()
    except Refused as no:
        print(no.says, file=sys.stderr)
        return 1
