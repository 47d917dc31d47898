"""The API as the programs of an office meet it."""
import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lastmile.interfaces.api import uploads
from lastmile.kernel.registry import offered
from lastmile.lib import store
from tests.world import STANDS, World, entries, last_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client, world: World):
    """Post JSON (or raw bytes) to an address as somebody of the cast."""
    def send(address: str, content: object, who: str = "李敏", **headers: str):
        data = content if isinstance(content, bytes) else json.dumps(content)
        return client.post(f"/api/{address}", data, content_type="application/json",
                           headers={"Authorization": f"Bearer {world.token(who)}", **headers})
    return send


@pytest.fixture
def hand_in(client, world: World, settings, tmp_path):
    settings.FILES = tmp_path / "files"

    def send(content: bytes, name: str = "现场.jpg", who: str = "李敏"):
        return client.post("/api/files", {"file": SimpleUploadedFile(name, content)}, headers={"Authorization": f"Bearer {world.token(who)}"})
    return send


def test_names_stand_for_ids(post, world):
    opened = post("do/item.open", {"title": STANDS, "area": "storms", "unit": "市应急局", "due": "2026-11-27", "issue": True}, "赵雅琴").json()
    assert opened["subject"] == f"item:{opened['id']}" and opened["already"] is False
    assert post("do/item.sign", {"item": "2026-督-0001"}).json()["id"] == opened["id"]


def test_the_same_key_is_answered_with_what_was_done(post, world):
    item, start = world.item("signed"), last_entry()
    first = post("do/item.progress", {"item": item, "done": "已排查三处"}, **{"Idempotency-Key": "甲"}).json()
    again = post("do/item.progress", {"item": item, "done": "已排查三处"}, **{"Idempotency-Key": "甲"}).json()
    assert again == first | {"already": True} and len(entries(start)) == 1


def test_what_was_changed_since_it_was_read_is_not_overwritten(post, client, world):
    draft = world.item("draft")
    header = {"Authorization": f"Bearer {world.token('赵雅琴')}"}
    read = client.get(f"/api/items/{draft}", headers=header)
    assert read.headers["ETag"] == f'"{read.json()["n"]}"'
    changed = {"item": draft, "title": "排查沿河挡墙隐患"}
    assert post("do/item.change", changed, "赵雅琴", **{"If-Match": read.headers["ETag"]}).status_code == 200
    answer = post("do/item.change", changed | {"title": "另一件"}, "赵雅琴", **{"If-Match": str(read.json()["n"])})
    assert (answer.status_code, answer.json()["code"]) == (412, "item.changed") and "赵雅琴" in answer.json()["says"]
    assert post("do/item.change", changed, "赵雅琴", **{"If-Match": "*"}).json()["code"] == "body.seen"
    units = {unit["name"]: unit for unit in client.get("/api/units", headers=header).json()}
    row = {"unit": units["市公安局"]["id"], "position": 3, "seen": units["市公安局"]["n"]}
    assert post("many/unit.change", [row], "王建国").json()["done"] is True
    assert [w["code"] for w in post("many/unit.change", [row], "王建国").json()["wrong"]] == ["unit.changed"]


@pytest.mark.parametrize(("content", "who", "status", "code"), [
    ({"item": 1}, "何晓棠", 403, "not-allowed"),
    ({"item": 0}, "李敏", 404, "item.not-found"),
    ({"item": 10**30}, "李敏", 404, "item.not-found"),
    ({"item": "2026-督-9999"}, "李敏", 422, "item.unknown"),
    ({}, "李敏", 422, "value.missing"),
    ({"item": 1, "colour": "red"}, "李敏", 422, "value.extra_forbidden"),
    ({"item": {"id": 1}}, "李敏", 422, "value.int_type"),
    ({"item": "a\u0000b"}, "李敏", 422, "value.unstorable"),
    ({"item": "\ud800"}, "李敏", 422, "value.unstorable"),
    ({"item": "³"}, "李敏", 422, "item.unknown"),
    ([1], "李敏", 400, "body.object"),
    (b"{", "李敏", 400, "body.json"),
    (b"\xff", "李敏", 400, "body.json"),
    (b"[" * 100_000, "李敏", 400, "body.json"),
])
def test_what_cannot_be_done_is_told_with_a_code(content, who, status, code, post, world):
    item = world.item("assigned")
    if content == {"item": 1} or content == {"item": 1, "colour": "red"}:
        content = content | {"item": item}
    answer = post("do/item.sign", content, who)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["says"] and "field" in answer.json()


@pytest.mark.parametrize("children", [5, "[", "5", [5], [None], {"unit": 1}, [{"unit": []}], [{"unit": {}}], None, "云溪区"])
def test_misshapen_rows_inside_are_refused_not_a_breakdown_of_the_system(children, post, world):
    answer = post("do/item.break_down", {"item": world.item("signed"), "children": children})
    assert answer.status_code == 422, answer.content


@pytest.mark.parametrize("assisting", [5, [[]], [{}], {"a": 1}, [1.5], ["没有的局"]])
def test_misshapen_lists_too(assisting, post, world):
    values = {"title": STANDS, "area": "storms", "unit": "市应急局", "due": "2026-11-27", "assisting": assisting}
    assert post("do/item.open", values, "赵雅琴").status_code == 422


def test_the_second_to_sign_is_told_who_was_first(post, world):
    item = world.item("signed")
    answer = post("do/item.sign", {"item": item})
    assert answer.status_code == 409 and "李敏已于11月20日 09:00 做了“签收”" in answer.json()["says"]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic limin"}, {"Authorization": "Bearer 令牌"}])
def test_without_a_token_nothing_is_answered(header, client, world):
    for method, address in (("post", "/api/do/item.sign"), ("get", "/api/items"), ("post", "/api/files"), ("get", "/api/units")):
        answer = getattr(client, method)(address, headers=header)
        assert answer.status_code == 401 and answer.json()["code"] == "token"


def test_a_revoked_token_opens_nothing(post, world):
    world.do("李敏", "token.revoke", person="limin", name="测试")
    assert post("do/item.sign", {"item": world.item()}).status_code == 401


def test_an_address_that_is_none(client, world):
    answer = client.post("/api/do/item.turn")
    assert answer.status_code == 404 and answer.json()["code"] == "address.unknown"


def test_no_session_is_asked_for_or_made(post, world):
    item = world.item()
    answer = post("do/item.sign", {"item": item})
    assert answer.status_code == 200 and not answer.cookies


def test_many_rows_with_keys_and_their_faults(post, world):
    rows = [{"title": STANDS, "area": "storms", "unit": unit, "due": "2026-11-27", "key": key}
            for unit, key in (("云溪区", "甲"), ("没有的局", "乙"), ("市公安局", "丙"))]
    refused = post("many/item.open", rows, "赵雅琴")
    assert refused.status_code == 422 and refused.json()["done"] is False
    assert [(w["row"], w["column"], w["code"]) for w in refused.json()["wrong"]] == [(1, "unit", "unit.unknown")]
    dry = post("many/item.open?dry=true", rows, "赵雅琴")
    assert dry.status_code == 200 and dry.json()["subjects"] == {} and not dry.json()["done"]
    assert [w["row"] for w in dry.json()["wrong"]] == [1]
    done = post("many/item.open?all_or_nothing=false", rows, "赵雅琴")
    assert done.status_code == 200 and done.json()["made"] == 2 and set(done.json()["subjects"]) == {"0", "2"}
    assert post("many/item.open", rows[:1], "赵雅琴").json()["already"] == 1


@pytest.mark.parametrize("content", [{}, [1], "甲", [{"key": []}], [{"key": "甲" * 201}]])
def test_many_rows_must_be_rows(content, post):
    assert post("many/item.sign", content).status_code == 400


def test_a_file_is_kept_by_its_hash_and_named_in_a_report(hand_in, post, world, settings):
    content = b"\xff\xd8" + bytes(300_000)
    kept = hand_in(content, "../../现场 一.jpg").json()
    assert kept == {"hash": hashlib.sha256(content).hexdigest(), "name": "现场 一.jpg", "size": len(content)}
    assert store.Store(settings.FILES).path(kept["hash"]).read_bytes() == content
    item = world.item("working")
    assert post("do/item.report", {"item": item, "done": "整治完成", "evidence": [kept["hash"]]}).status_code == 200
    assert post("do/item.report", {"item": world.item("working"), "done": "好", "evidence": ["f" * 64]}).json()["code"] == "item.report.file"


def test_somebody_elses_upload_is_not_ones_evidence(hand_in, post, world):
    kept = hand_in(b"photo", who="周海涛").json()
    item = world.item("working")
    assert post("do/item.report", {"item": item, "done": "整治完成", "evidence": [kept["hash"]]}).json()["code"] == "item.report.file"


def test_a_file_that_is_too_big_is_refused_and_leaves_nothing(hand_in, settings, monkeypatch):
    monkeypatch.setattr("lastmile.interfaces.files.Store", lambda folder: store.Store(folder, most=1000))
    answer = hand_in(bytes(100_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "file.too-big") and "200 MB" in answer.json()["says"]
    assert not [path for path in settings.FILES.rglob("*") if path.is_file()]


def test_so_is_one_whose_length_says_so(hand_in, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", -uploads.FORM)
    assert hand_in(b"photo").status_code == 413


def test_a_full_disk_is_told(hand_in, settings, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(store.os, "fsync", full)
    answer = hand_in(b"photo")
    assert (answer.status_code, answer.json()["code"]) == (507, "file.no-room")
    assert not [path for path in settings.FILES.rglob("*") if path.is_file()]


def test_a_form_without_a_file_is_refused(post, client, world):
    assert post("files", b"photo").json()["code"] == "body.file"
    answer = client.post("/api/files", {"file": "words"}, headers={"Authorization": f"Bearer {world.token('李敏')}"})
    assert answer.json()["code"] == "body.file"


def test_the_description_has_every_action_and_every_answer(client):
    found = client.get("/api/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    schemas = found["components"]["schemas"]
    assert "/api/do/person.set_password" not in found["paths"]
    for name, action in offered(by_token=True).items():
        one = found["paths"][f"/api/do/{name}"]["post"]
        assert one["requestBody"]["content"]["application/json"]["schema"] == {"$ref": f"#/components/schemas/{name}"}
        assert {"200", "400", "401", "403", "404", "409", "422"} <= set(one["responses"])
        assert set(schemas[name]["properties"]) == set(action.takes.model_fields)
        assert f"/api/many/{name}" in found["paths"]
    assert schemas["item.sign"]["properties"]["item"]["type"] == ["integer", "string"]
    assert schemas["Child"]["properties"]["unit"]["type"] == ["integer", "string"]
    assert refs(found) <= {f"#/components/schemas/{name}" for name in schemas}


def refs(part) -> set[str]:
    if isinstance(part, dict):
        return {part["$ref"]} if "$ref" in part else set().union(*map(refs, part.values()))
    return set().union(*map(refs, part)) if isinstance(part, list) else set()


def test_reading(client, world):
    items = [world.item("assigned", "云溪区") for _ in range(3)]
    world.item("assigned")

    def get(address: str, who: str = "周海涛"):
        return client.get(f"/api/{address}", headers={"Authorization": f"Bearer {world.token(who)}"})
    assert [row["id"] for row in get("items").json()["items"]] == items
    assert get("items", "何晓棠").json() == {"items": [], "after": ""}
    whole = get(f"items/{items[0]}").json()
    assert whole["title"] == STANDS and set(whole["clocks"]) == {"sign", "finish"} and whole["body"] == ""
    assert get("items/0").status_code == get(f"items/{10**30}").status_code == 404
    assert get("items?tab=nonsense").status_code == get("items?after=nonsense").status_code == 422
    assert get("items/abc").status_code == 422
    assert {unit["name"] for unit in get("units").json()} == set(world.units)
