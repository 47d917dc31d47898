"""Invented papers and helpers that the reading tests share."""

from pathlib import Path

from lastmile.reading import Reading, read

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"

REPORT = """周明远主持召开全市安全防范工作视频会议
2026年3月6日 来源:江州日报
3月5日,市委书记周明远主持召开全市安全防范工作视频会议,传达学习全省安全生产电视电话会议精神,研究部署下一步工作。市长沈若岚,市领导赵雅琴、李敏、周海涛参加会议。
会议通报了近期三起典型事故,云溪区、松江县作了表态发言。
周明远强调,安全生产事关群众切身利益,形势依然严峻。一要排查风险隐患。紧盯燃气、危化、自建房等重点领域,逐户建立隐患台账,3月底前完成首轮排查;市应急管理局要每周通报进展。二要做好信访维稳工作,用心化解积案,确保社会大局稳定。
沈若岚要求,各级各部门要压实责任,石桥镇要于5个工作日内报送整改方案。
会议以视频形式召开,各县(市、区)设分会场。
"""


def reading(text: str, name: str = "report.txt") -> Reading:
    """The reading of a text."""
    return read(text.encode("utf-8"), name)


def spoken(*sentences: str) -> Reading:
    """The reading of a report in which 周明远 says these sentences."""
    lead = "3月5日,市委书记周明远主持召开全市工作会议,研究有关事项。\n"
    return reading(lead + "周明远强调," + "".join(sentences))


def texts(found: Reading) -> list[str]:
    """The words of all directives."""
    return [directive.text for directive in found.directives]
