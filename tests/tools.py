"""Programs that some tests need, and where they are."""
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# As root Chromium refuses its sandbox; the rest keeps it from talking to anyone but us.
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


def chromium() -> str | None:
    """The machine's Chromium, or the one scripts/browser has unpacked."""
    unpacked = ROOT / ".cache/browser/chromium"
    if unpacked.exists():
        return str(unpacked)
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
