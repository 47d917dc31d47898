"""What a city does, one package each: read by the settings, and by the command line before Django is there."""

DOMAINS = [
    "lastmile.domains.directives",
]
