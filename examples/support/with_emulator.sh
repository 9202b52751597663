#!/bin/sh
# Runs a command beside an emulator that its environment names: with_emulator.sh EMULATOR STATE COMMAND...
emulator=$1
state=$2
shift 2

settings=$(mktemp)
"$emulator" --state "$state" > "$settings" &
running=$!
trap 'kill $running; rm -f "$settings"' EXIT

waited=0
until grep -q AWS_SECRET_ACCESS_KEY "$settings"; do
    waited=$((waited + 1))
    if [ $waited -gt 200 ] || ! kill -0 $running; then
        echo "the emulator does not start" >&2
        exit 1
    fi
    sleep 0.05
done

. "$settings"
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
"$@"
