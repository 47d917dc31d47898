"""The measurements of `make bench`: the real system, at three sizes, on this machine."""
