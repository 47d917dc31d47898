"""The commands of this package for `lastmile`: read without Django, since help needs none."""


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return sentence


COMMANDS = {"corpus": ("lastmile.domains.directives.cli:main", N_("导出审定过的材料，用来评测和改进读法"))}
