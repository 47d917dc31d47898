# Thin: what a target does is in scripts/ of the same name.
.PHONY: setup run test check bench soak fuzz

setup: ; @scripts/setup dev
run:   ; @scripts/run $(ARGS)
test:  ; @scripts/test $(ARGS)
check: ; @scripts/check
bench: ; @scripts/bench $(ARGS)
soak:  ; @scripts/soak $(ARGS)
fuzz:  ; @scripts/fuzz $(ARGS)
