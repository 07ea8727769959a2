# The program of a container: program.sh SECONDS
echo "working"
exec sh -c 'sleep "$0"; echo "done"' "$1"
