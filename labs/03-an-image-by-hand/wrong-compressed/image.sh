# Makes an image: image.sh DIRECTORY WORD
directory=$1
word=$2
mkdir -p "$directory/blobs/sha256" root/bin root/etc
printf '{"imageLayoutVersion":"1.0.0"}' >"$directory/oci-layout"

blob() {    # moves a file to its place; sets digest and size
  digest=$(sha256sum "$1" | cut -d' ' -f1)
  size=$(stat -c %s "$1")
  mv "$1" "$directory/blobs/sha256/$digest"
}

case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac

# The files: a shell, the libraries that it asks for, and the word.
cp /bin/sh root/bin/sh
for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do
  mkdir -p "root${library%/*}"
  cp -L "$library" "root$library"
done
echo "$word" >root/etc/word
tar -C root -czf layer .
blob layer
layer=$digest layer_size=$size

printf '{"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh","-c","exit 7"],"Env":["PATH=/bin","WORD=%s"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
  $architecture "$word" "$layer" >configuration
blob configuration
configuration=$digest configuration_size=$size

printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%s}]}' \
  "$configuration" "$configuration_size" "$layer" "$layer_size" >manifest
blob manifest

printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' "$digest" "$size" >"$directory/index.json"
