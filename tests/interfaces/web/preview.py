"""Renders every page with sample data into a folder and takes pictures.

python -m tests.interfaces.web.preview FOLDER [name …] [--en] [--axe axe.min.js] [--pages-only]
Pictures need playwright and Chromium; with --pages-only none are taken.
"""
import argparse
import shutil
from pathlib import Path

from tests.interfaces.web import samples, stage

CHROMIUM = "/usr/bin/chromium"
VIOLATIONS = "axe.run().then(r => r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html, v.nodes[0].failureSummary]))"
SCREENS = {"1366x768": (1366, 768), "390x844": (390, 844)}


def write(folder: Path, names: list[str], language: str) -> list[Path]:
    """The pages as files, with the static files beside them."""
    env, made = stage.environment(), []
    static = folder / "static"
    shutil.rmtree(static, ignore_errors=True)
    for source in stage.STATIC:
        shutil.copytree(source, static, dirs_exist_ok=True)
    import django_htmx

    shutil.copytree(Path(django_htmx.__file__).parent / "static", static, dirs_exist_ok=True)
    for name, template, values in samples.PAGES:
        if not names or name in names:
            page = folder / f"{name}{'-en' if language == 'en' else ''}.html"
            page.write_text(stage.render(env, template, values, language).replace('="/static/', '="static/'), encoding="utf-8")
            made.append(page)
    return made


def picture(pages: list[Path], axe: str | None) -> None:
    """Each page on each screen, the phone's at full length; what axe finds is printed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"])
        for page in pages:
            for screen, (width, height) in SCREENS.items():
                tab = browser.new_page(viewport={"width": width, "height": height})
                tab.on("pageerror", lambda error, page=page: print(page.name, "script:", error))
                tab.goto(page.resolve().as_uri())
                wide = tab.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    print(f"{page.name} at {screen} scrolls sideways: {wide}")
                tab.screenshot(path=str(page.with_name(f"{page.stem}-{screen}.png")), full_page=width < 500)
                if axe:
                    report(tab, page, screen, axe)
                tab.close()
        browser.close()


def report(tab: object, page: Path, screen: str, axe: str) -> None:
    """What axe finds wrong."""
    tab.add_script_tag(path=axe)
    for found in tab.evaluate(VIOLATIONS):
        print(page.name, screen, *found, sep=" | ")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("names", nargs="*")
    ask.add_argument("--en", action="store_true")
    ask.add_argument("--axe")
    ask.add_argument("--pages-only", action="store_true")
    said = ask.parse_intermixed_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    pages = write(said.folder, said.names, "en" if said.en else "zh-hans")
    if not said.pages_only:
        picture(pages, said.axe)


if __name__ == "__main__":
    main()
