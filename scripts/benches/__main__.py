"""Runs benches one after the other, each in a process of its own: scripts/bench [name…] [--rounds 5]."""

import argparse
import subprocess
import sys

BENCHES = {
    "ingest": ["ingest", "--peers"],
    "ingest-postgresql": ["ingest", "--postgres"],
    "ingest-10m": ["ingest", "--stored", "10000000"],
    "posts": ["posts", "--postgresql", "--peer"],
    "commands": ["commands"],
    "drops": ["drops"],
    "onboarding": ["onboarding"],
    "campaigns": ["campaigns"],
    "nudges": ["nudges"],
    "web": ["web"],
    "memory": ["memory"],
    "startup": ["startup"],
    "gateway": ["gateway"],
}


def main() -> int:
    """Those that were named, or all; 1 when one could not be run to its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHES))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"no bench is named {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    failed = False
    for name in options.names or BENCHES:
        module, *flags = BENCHES[name]
        command = [sys.executable, "-m", f"scripts.benches.{module}", "--rounds", str(options.rounds), *flags]
        failed |= subprocess.run(command, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
