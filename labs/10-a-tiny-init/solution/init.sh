# Number 1 of a container: init.sh COMMAND...
trap 'kill -TERM "$command"' TERM
trap 'kill -INT "$command"' INT
"$@" &
command=$!

# While the shell waits for one child it takes the exit codes of all others, too: that is what orphans need.
wait "$command"
code=$?
# A signal interrupts the waiting, and then this is 128 + its number. So ask again, until the shell knows of no such child (127).
while [ "$code" -gt 128 ]; do
  wait "$command"
  again=$?
  [ "$again" -ne 127 ] || break
  code=$again
done
exit "$code"
