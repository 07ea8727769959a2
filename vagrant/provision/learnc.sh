#!/bin/sh
# learnc.sh   builds learnc and makes it a command; fetches images, so that a class behind one address never meets a registry's
# limits. Can be run again.
#   LEARNC_PROJECT   the folder of learnc (/vagrant, else the one that this script lies in)
#   LEARNC_IMAGES    what to fetch; an image that cannot be had is told and left out
set -eu
project=${LEARNC_PROJECT-/vagrant}
[ -x "$project/learnc" ] || project=$(cd "$(dirname "$0")/../.." && pwd)
[ -x "$project/learnc" ] || { echo "learnc.sh: there is no learnc in $project: set LEARNC_PROJECT" >&2; exit 1; }

# Most of what learnc does only root may do; the user of a Vagrant machine may become root without a password.
cat >/usr/local/bin/learnc <<X
#!/bin/sh
[ "\$(id -u)" = 0 ] || exec sudo --preserve-env=LEARNC_ROOT,LEARNC_RUN,TERM,NO_COLOR,LINES,COLUMNS -- "\$0" "\$@"
exec $project/learnc "\$@"
X
chmod 755 /usr/local/bin/learnc

began=$(date +%s)
HOME=/root learnc images >/dev/null
echo "learnc: built in $(($(date +%s) - began)) s"
for image in ${LEARNC_IMAGES-}; do
  learnc images | grep -q "/$image:" && continue
  learnc pull "$image" >/dev/null 2>&1 && echo "learnc: fetched $image" || echo "learnc: $image cannot be had; everything but that image works without"
done
