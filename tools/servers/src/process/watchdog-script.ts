/**
 * A shell script that runs a server for its owner: `sh -c <script> sh <log file> <folder> <command…>`.
 * It prints the server's process id, and exits as the server does. When its standard input ends, which
 * the system sees to even if the owner was killed with -9, it ends the server, first in order and after
 * ten seconds by force, and removes the folder if one was named.
 */
export const watchdogScript = `
log=$1; folder=$2; shift 2
"$@" </dev/null >>"$log" 2>&1 &
server=$!
echo "$server"
exec 3<&0 </dev/null >/dev/null 2>&1
(
  read -r _ <&3
  trap '' TERM
  kill -TERM "$server"
  tenths=0
  while kill -0 "$server" && [ "$tenths" -lt 100 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  kill -KILL "$server"
  [ -z "$folder" ] || rm -rf "$folder"
) &
watch=$!
exec 3<&-
wait "$server"
code=$?
kill -TERM "$watch"
exit "$code"
`;
