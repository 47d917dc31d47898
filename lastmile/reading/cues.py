"""Signs of what a sentence or a paragraph tells: a meeting held, events, faults, aims, a topic."""

from lastmile.reading.gate import Gated

CONVENES = Gated(r"主持召开|主持会议|召开[^，。]{0,30}(?:会|会议)$|会议?召开$")
# A sentence within a paragraph that goes back to telling of the meeting.
ATTENDS = Gated(r"与会|会议(?:还|结束|期间)|会[前后]，?|[省市县区州镇]领导[^，。]{2,30}(?:参加|出席|陪同|参与)|会议以视频|会议采取")
# What announces a list of faults or of results, and what announces the aims of a plan.
FAULTS = Gated(r"(?:问题|不足|短板|差距|薄弱环节|隐患|情形|成效|成绩|做法|亮点|特点|进展|现象)(?:主要)?(?:有|是|为|如下|表现[在为])?$")
# What was found, before it is told one by one (发现了一些问题,一是…).
FOUND = Gated(r"(?:发现|存在)了?(?:一些|几个|以下|诸多|不少|以下几[个方]面?)[^，]{0,6}(?:问题|不足|隐患)$")
AIMS = Gated(r"(?:总体要求|总体思路|工作思路|指导思想|基本思路|总体目标|工作目标|主要目标|预期目标|目标任务|工作任务|工作要求|总要求)(?:是|为)$")
# What only a paragraph that tells of events says.
HAPPENED = Gated(r"赶赴|赶到|派出|据悉|据了解|截至|调运|记者|(?<!为)(?<!不)了[^解如望]")
HOLDS = Gated(r"召开|举行|主持|部署|听取|调研|检查|督导|督查|约谈|座谈|发出[^，]{0,30}通知|批示|察看|了解")
# How a statement begins: of the place itself, of this time, of a day.
STATES = Gated(r"我[市县区省镇乡]|[此本这]次|该[市县区项镇]|近期|目前|预计|未来|受|据|(?:\d+日?[至—~-])?\d+日(?![内前]|以内)")
# A reason that is said of the act before it, so that the act was only its subject (做好渡口工作,事关群众出行).
JUDGES = Gated(r"^(?:也|更|既|又|就|都)?是|事关|关乎|攸关|^关系|意义|作用|重要|重大|刻不容缓|责无旁贷|必要|了|形势|人命关天")
# What the words before a colon name when they are a heading.
TITLE_END = Gated(r"^.{0,6}(?:目标|领导|步骤|要求|内容|原则|任务|措施|分工|职责|范围|安排|保障|奖惩|阶段|重点|时间|方法|机构|项目|方面)$")
# Who takes which part of one act that follows (住建部门负责工地,教育部门负责校园,每日巡查).
SHARES = Gated(r"(?:部门|单位|局|委|办|县|区|镇|乡|街道|公司)负责[^，、的]{2,6}$")
# The clause that ends a preamble.
PREAMBLE = Gated(
    r"(?:通知|通报|通告|函告|提示|公告|分工|分解|安排|部署|明确|要求|命令|纪要|意见|措施|计划|方案|事项)[^，]{0,4}如下$|"
    r"^现(?:将|就|对|予以|制定|提出|印发|转发)|(?:制定|制订|编制|形成)[^，]{0,4}(?:本|如下|以下|此)[^，]{0,8}(?:方案|办法|计划|预案|意见|措施|要点|规定|细则|分工|清单)$|印发给你们"
)
# What announces aims or points that are told one by one (工作重点是：), and an item's part that asks amid faults (整改要求：).
POINTS = Gated(r"(?:重点|目标|任务|要求|思路|原则|措施)(?:主要)?[是为有]$")
DEMANDS = Gated(r"(?:整改|办理|工作|处理|督办|下一?步|有关|具体)+(?:要求|措施|意见|打算|安排)")
# After it a plan says what is to be done.
MADE = Gated(r"制定(?:本|此|如下|以下)[^，]{0,8}(?:方案|办法|计划|预案|意见|措施|要点)$")
# Whom a threat meets that a later clause announces.
WHOEVER = Gated(r"凡|对|如|若|违反|逾期|发现|因|造成")
CONTACT = Gated(r"(?:电话|传真|邮箱|联系人|邮编|网址|地址|热线)$")
AT_LEAST = Gated(r"至少|不少于|不低于|高于|优于|持平|同步$|不得|不超过|每[日天周月]")
# What a goal says of its thing (固定资产投资增长8%).
GOAL = Gated(AT_LEAST.expression + r"|增长|下降|达到?\d|达标|完成|控制在|降[至到低]|以上$|左右$|全覆盖|清零|实现|力争")
# In which case an order holds, even if it forbids in passing (对不能按期整改的).
CASE = Gated(r"(?:对|凡|如|若)[^，]+的|[^，]*不[能得便][^，]*的(?:[^，]{0,6}(?:单位|企业|人员|地方|部门|个人|项目|问题|工程|场所))?")
# A heading that makes a thing of an act.
NAMED_ACT = Gated(r"[^，要]{2,10}的(?:确定|准备|安排|办理|管理|审批|使用|报送|考核|监督|组织|实施)")
NAMED_PART = Gated(
    r"(?:下一步|下步|工作|总体|主要|基本|重点|有关|具体|实施|整治|检查|督查|相关|任务|目标|时间|组织|职责|整改|进度|活动)+"
    r"(?:要求|内容|任务|目标|步骤|安排|措施|原则|分工|职责|范围|对象|思路|重点|方式|方法)"
)
# What comes of the acts before it (水质持续改善).
RESULT = Gated(r"(?:明显|显著|不断|持续|稳步|逐步|根本|有效|全面|进一步|大幅)(?:改善|增强|提升|提高|改观|好转|见效|下降|减少)$")
# The other half of a purpose (确保山有人护,火有人管).
PAIRED = Gated(r"[^，]{1,6}(?:有人|有序|有效|有数|有据|不|无|到|得)[^，]{1,6}")
NAMED_THING = Gated(r"[^，要]{0,6}(?:区域|范围|对象|时间|地点|依据|期限|范畴|原则)")
# Need, before what is to be done.
NEED = (
    r"(?<![必无所急确仍还只供刚特])需(?=围绕|结合|聚焦|根据|切实|认真|严格|提前|持|按|在|于|向|经|"
    r"立即|主动|配合|落实|履行|及时|尽快|进一步|加强|定期|制定|做好|采取|明确|组织)"
)
# Should, before what is to be done; not in 响应, 适应, 应急.
SHOULD = (
    r"(?<![响适相对反供])应(?=当|于|在|按|及时|严格|建立|组织|加强|采取|立即|将|积极|制定|配备|设[立置]|落实|做[好到]|向|对|由|明确|主动|定期|"
    r"开展|依法|提前|迅速|确保|督促|根据|认真|尽快|切实|坚持|编制|完善|配合|准时|监督|指定|具备|持续|注意|使用|履行|承担|负责|遵守|自觉|保持|随时|避免)"
)
# Bodies described before they are asked (与群众生活密切相关的部门,要…).
DESCRIBED = Gated(r"的(?:部门|单位|机构|企业|人员|同志|地方|地区)$")
