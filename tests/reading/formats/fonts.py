"""A Chinese font for the files that tests make; the same on every machine."""

from pathlib import Path

import pylopdf_fonts_zh_cn

FOLDER = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
SERIF = "Noto Serif SC"
