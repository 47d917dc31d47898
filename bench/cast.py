"""The names of the city that is measured, and its people."""
CITY = "青云市"
COUNTIES = ("云溪区", "松江县", "临河县", "白石县", "东岭县", "南浦区", "北原县", "清泉市")
SUPERVISION, VERIFICATION = "市委督查室", "市政府督查室"
FIRST, LAST = "石柳杨桃松梅竹兰荷桂", "桥林河溪岭坪塘坝湾口"
DEPARTMENTS = (
    "应急管理局", "水务局", "住房和城乡建设局", "交通运输局", "公安局", "教育局", "卫生健康局", "民政局", "财政局", "审计局", "信访局", "农业农村局",
    "生态环境局", "自然资源局", "市场监督管理局", "文化和旅游局", "发展和改革局", "工业和信息化局", "科学技术局", "司法局", "人力资源和社会保障局",
    "商务局", "统计局", "医疗保障局", "城市管理局", "林业局", "体育局", "退役军人事务局", "政务服务局", "国有资产管理局", "消防救援支队", "气象局",
    "供电局", "机关事务局", "档案局", "宣传部", "组织部", "政法委", "统战部", "团委")
TOWNSHIPS, VILLAGES = 80, 868
PASSWORD = "bench-2026-qingyun"
SECRET = "bench-secret-of-the-measured-handler-0001"
# Who is measured: user name, name, unit, role; all of them see pages that are full at every size.
PEOPLE = (
    ("zhaoyaqin", "赵雅琴", SUPERVISION, "supervisor"), ("sunjing", "孙静", VERIFICATION, "verifier"),
    ("zhoumingyuan", "周明远", CITY, "leader"), ("wangjianguo", "王建国", CITY, "administrator"),
    ("limin", "李敏", "市应急管理局", "handler"), ("zhouhaitao", "周海涛", "云溪区", "handler"), ("chenlixin", "陈立新", "云溪区石桥镇", "handler"))
MEASURED = ("市应急管理局", "云溪区", "云溪区石桥镇")


def secret(username: str) -> str:
    """The person's token for the API."""
    return f"{SECRET}-{username}"
