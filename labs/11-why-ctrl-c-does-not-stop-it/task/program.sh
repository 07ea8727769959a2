# The program of a container: program.sh SECONDS
echo "working"
sleep "$1"
echo "done"
