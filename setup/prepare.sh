#!/bin/sh
# Bring this tree to where it can run (`run`), be worked on (`dev`) or be measured (`bench`), from a bare Debian
# or Ubuntu.
#
# Nothing but python3 is assumed: venv, ensurepip and Pango are installed with apt-get where that is allowed,
# and named, with what to type, where it is not. When nothing is to do it says nothing and takes milliseconds.
set -eu
cd "$(dirname "$0")/.."

level=${1:-dev}
venv=.venv
# Pango lays out the text of what is printed; harfbuzz-subset makes the PDFs ten times faster;
# DejaVu has Latin and Arabic letters, for names in either.
pango_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"

say() { printf 'officine: %s\n' "$*" >&2; }

# System packages

# How this user may call apt-get: directly, through sudo, or not at all.
may_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif ! command -v sudo >/dev/null; then
        return 1
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    elif [ -t 0 ] && [ -t 2 ] && [ -z "${CI:-}" ]; then
        as_root=sudo # a person is there to type a password
    else
        return 1
    fi
}

# install_packages WHY PACKAGE...
install_packages() {
    why=$1
    shift
    may_install || return 1
    say "installing $* ($why)"
    log=$(mktemp)
    # The lists of a fresh system are empty; a source that fails must not stop what the others have.
    if [ -z "${lists_are_fresh:-}" ]; then
        $as_root apt-get -qq update >"$log" 2>&1 </dev/null || true
        lists_are_fresh=yes
    fi
    if $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends install "$@" >>"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
}

what_to_type() {
    command -v apt-get >/dev/null || printf '    (on Debian or Ubuntu; elsewhere the packages have other names)\n' >&2
    if command -v sudo >/dev/null; then
        printf '    sudo apt-get update && sudo apt-get install --no-install-recommends %s\n' "$*" >&2
    else
        printf '    su - -c "apt-get update && apt-get install --no-install-recommends %s"\n' "$*" >&2
    fi
}

has_pango() {
    libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0 # cannot tell: do not nag
    for library in libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0; do
        case $libraries in *"$library"*) ;; *) return 1 ;; esac
    done
}

# Without Pango everything works but PDF, so its absence is told and stops nothing.
# Who was asked once, and could not, is not asked for a password at every start.
want_pango() {
    has_pango && return 0
    if [ ! -e "$venv/.no-pango" ] || [ "$(id -u)" = 0 ]; then
        # shellcheck disable=SC2086
        install_packages "for PDF" $pango_packages && has_pango && return 0
        : >"$venv/.no-pango"
    fi
    say "Pango is missing: everything works but PDF. To have it, type:"
    what_to_type "$pango_packages"
}

# Python

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        candidates=$PYTHON
    else
        candidates="python3 python3.14 python3.13 python3.12 python3.11"
    fi
    for python in $candidates; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    done
    say "Python 3.11 or later is needed, and was not found as: $candidates"
    exit 1
}

make_venv() {
    find_python
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        if ! install_packages "for a Python of its own" "$package"; then
            say "the program's own Python (.venv) cannot be made without $package. Type:"
            if has_pango; then what_to_type "$package"; else what_to_type "$package $pango_packages"; fi
            say "and then the same make command again."
            exit 1
        fi
    fi
    say "setting up $venv"
    "$python" -m venv --clear "$venv"
}

# What is set up, and from what

run_locks="requirements.lock requirements-build.lock"
case $level in
run) locks=$run_locks ;;
dev) locks="requirements-dev.lock" ;; # holds the other two
bench) locks="requirements-dev.lock requirements-bench.lock" ;; # and what is measured beside
*)
    say "prepare.sh run|dev|bench"
    exit 2
    ;;
esac

# A virtual environment knows its own path and its Python: where either has changed, it is made anew.
home_now() { printf '%s %s' "$PWD" "$(readlink -f "$venv/bin/python")"; }
# shellcheck disable=SC2086
wanted() { cat $locks pyproject.toml hatch_build.py | cksum; }
is_set_up() { [ "$(cat "$venv/.$1" 2>/dev/null)" = "$2" ]; }

if ! [ -x "$venv/bin/python" ] || ! is_set_up home "$(home_now)"; then
    make_venv
    home_now >"$venv/.home"
fi

want_pango

if ! is_set_up "$level" "$(wanted)"; then
    say "installing what the lock names"
    pip="$venv/bin/python -m pip --disable-pip-version-check --quiet"
    # shellcheck disable=SC2046,SC2086
    $pip install --require-hashes $(printf ' -r %s' $locks)
    # The tree itself, as it lies: an edit is there at the next start.
    $pip install --no-deps --no-build-isolation --editable .
    wanted >"$venv/.$level"
    if [ "$level" != run ]; then
        locks=$run_locks # whoever has everything has what is needed to run
        wanted >"$venv/.run"
    fi
fi

for po in locales/*/LC_MESSAGES/*.po; do
    # shellcheck disable=SC3013
    if [ -e "$po" ] && ! [ "${po%.po}.mo" -nt "$po" ]; then
        "$venv/bin/python" hatch_build.py
        break
    fi
done
