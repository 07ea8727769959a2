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

# Yours: the files of the image below root/, one layer made of them with tar, then the configuration, the manifest and the index.
