# The program of a container: program.sh SECONDS
trap 'exit 130' INT
trap 'exit 143' TERM
echo "working"
# A shell looks at its traps between two commands, or while it waits: so the work is done in the background.
sleep "$1" &
wait $!
echo "done"
