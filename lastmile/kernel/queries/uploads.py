"""Files that somebody has put into the store."""
from ..models import Upload


def name_of(hash: str, person: int) -> str:
    """Under which name the person brought the file; "" when they did not."""
    return Upload.objects.filter(hash=hash, person_id=person).order_by("-id").values_list("name", flat=True).first() or ""
