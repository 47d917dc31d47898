"""Signs of what a sentence or a paragraph tells: a meeting held, events, faults, aims."""

import re

CONVENES = re.compile(r"主持召开|主持会议|召开[^，。]{0,30}(?:会|会议)$|会议?召开$")
# A sentence within a paragraph that goes back to telling of the meeting.
ATTENDS = re.compile(r"与会|会议(?:还|结束|期间)|会[前后]，?|[省市县区州镇]领导[^，。]{2,30}(?:参加|出席|陪同|参与)|会议以视频|会议采取")
# What announces a list of faults or of results, and what announces the aims of a plan.
FAULTS = re.compile(r"(?:问题|不足|短板|差距|薄弱环节|隐患|情形|成效|成绩|做法|亮点|特点|进展|现象)(?:主要)?(?:有|是|为|如下|表现[在为])?$")
AIMS = re.compile(r"(?:总体要求|总体思路|工作思路|指导思想|基本思路|总体目标|工作目标|主要目标|预期目标|目标任务|工作任务|工作要求|总要求)(?:是|为)$")
# What only a paragraph that tells of events says.
HAPPENED = re.compile(r"赶赴|赶到|派出|据悉|据了解|截至|调运|记者|(?<!为)(?<!不)了[^解如望]")
HOLDS = re.compile(r"召开|举行|主持|部署|听取|调研|检查|督导|督查|约谈|座谈|发出[^，]{0,30}通知|批示|察看|了解")
