"""The city's own PostgreSQL: can it be reached, and is it one we can work with?"""
import psycopg

from lastmile.project.words import Stop, _

from .access import Access

OLDEST = 15


def check(access: Access) -> None:
    """Stop with a sentence when the server is away, too old, or does not keep UTF-8."""
    try:
        link = psycopg.connect(**access.libpq())
    except psycopg.Error as error:
        raise Stop(_("连不上 LASTMILE_DATABASE_URL 指定的数据库（{host}:{port}/{name}）：{why}").format(
            host=access.host, port=access.port, name=access.name, why=" ".join(str(error).split()))) from error
    with link:
        version, encoding = link.info.server_version // 10000, link.info.parameter_status("server_encoding")
    if version < OLDEST:
        raise Stop(_("数据库是 PostgreSQL {version}，需要 {oldest} 或更新的版本。").format(version=version, oldest=OLDEST))
    if encoding != "UTF8":
        raise Stop(_("数据库编码是 {encoding}，需要 UTF8：请用 create database … encoding 'UTF8' 新建一个。").format(
            encoding=encoding))
