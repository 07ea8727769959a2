# The program of a container: program.sh SECONDS
trap 'exit 130' INT
trap 'exit 143' TERM
echo "working"
sleep "$1"
echo "done"
