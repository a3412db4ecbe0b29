# Thin words over the CMake presets.
.PHONY: build test check format tidy bench eval prove fuzz web clean

build:
	cmake --preset release
	cmake --build --preset release

test:
	scripts/test

# Formatting, static analysis and the tests. The layer check is part of every configuration.
check: format tidy test

format:
	scripts/format --check

tidy:
	scripts/tidy

bench: build
	scripts/bench

# Video analysis against clips with known truth; the report is eval/report.json.
eval:
	scripts/eval

prove: build
	scripts/prove

fuzz:
	scripts/fuzz

# The dashboard: build, lint, unit tests, and one path a page in a browser.
web: build
	scripts/build-web
	scripts/test-web

clean:
	rm -rf build out
