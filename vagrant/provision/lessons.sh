#!/bin/sh
# lessons.sh NUMBER...   runs lessons, each in a sandbox of its own, and checks what they promise
set -eu
HOME=/root exec learnc lesson run "$@"
