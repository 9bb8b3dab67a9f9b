#!/bin/sh
# What can be said about the sources without running them. Silent when all is well;
# otherwise everything that is wrong at once, not only the first.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=0

# check WHAT COMMAND...: shows what the command said only if it failed.
check() {
    what=$1
    shift
    if ! output=$("$@" 2>&1); then
        printf '%s\n-- %s: failed\n\n' "$output" "$what" >&2
        failed=1
    fi
}

# In every text, as only those of Python fail by themselves; `=======` alone underlines a heading.
no_conflicts() {
    ! grep -rnIE '^(<{7}|>{7}|[|]{7})( |$)' . --exclude-dir=.git --exclude-dir=.venv --exclude-dir='.*_cache'
}

check "conflicts that were left" no_conflicts
check "style" "$bin/ruff" check --quiet .
check "layout (make format mends it)" "$bin/ruff" format --check .
check "types" "$bin/mypy" --no-error-summary .
check "imports" "$bin/lint-imports" --no-logo
check "catalogues" "$bin/python" setup/catalogues.py check
check "capabilities" "$bin/python" setup/capabilities.py
check "glossary" "$bin/python" setup/glossary.py
check "schema" "$bin/python" setup/structure.py check
exit $failed
