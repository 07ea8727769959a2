# Number 1 of a container: init.sh COMMAND...
trap 'kill -TERM "$command"' TERM
"$@" &
command=$!
wait
