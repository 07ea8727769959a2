# Number 1 of a container: init.sh COMMAND...
trap 'kill -TERM "$command"' TERM
trap 'kill -INT "$command"' INT
"$@" &
command=$!

# While the shell waits for one child it takes the exit codes of all others, too: that is what orphans need.
# A signal interrupts the waiting; then the command may be still there.
while wait "$command"; code=$?; kill -0 "$command" 2>/dev/null; do :; done
exit "$code"
