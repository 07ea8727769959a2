import java.util.List;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.labs.check.Verdict.Decided;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.trace.Event;

/// Makes images by hand: an honest one of two layers, one that has only the lower of them, and four with a layer that means harm.
/// Each of the four wants to reach a file beside learnc's folder, on the same file system, so that a hard link would be possible.
final String IMAGES = """
        nonce=$2 outside=/tmp/lab/outside-$2
        mkdir /tmp/lab && mount -t tmpfs lab /tmp/lab && mkdir "$outside" /tmp/lab/images && cd /tmp/lab
        export LEARNC_ROOT=/tmp/lab/root
        mkdir -p blobs/sha256
        blob() { digest=$(sha256sum "$1"); digest=${digest%% *}; size=$(stat -c %s "$1"); cp "$1" "blobs/sha256/$digest"; }
        layer() { [ -f "$1.blob" ] || { blob "$1"; echo "$digest $size" >"$1.blob"; }; read -r digest size <"$1.blob"; }
        case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
        image() {                                  # image NAME TAR...
          name=$1 layers= ids=; shift
          for tar in "$@"; do
            layer "$tar"
            layers="$layers,{\\"mediaType\\":\\"application/vnd.oci.image.layer.v1.tar\\",\\"digest\\":\\"sha256:$digest\\",\\"size\\":$size}" ids="$ids,\\"sha256:$digest\\""
          done
          printf '{"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh","-c","read line; exit 7","%s-%s"]},"rootfs":{"type":"layers","diff_ids":[%s]}}' $architecture $name $nonce "${ids#,}" >configuration
          blob configuration
          printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[%s]}' $digest $size "${layers#,}" >manifest
          blob manifest
          mkdir images/$name && cp -rl blobs images/$name && printf '{"imageLayoutVersion":"1.0.0"}' >images/$name/oci-layout
          printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' $digest $size >images/$name/index.json
        }
        mkdir -p low/bin low/etc low/proc low/sys low/dev low/store
        cp /bin/sh low/bin/sh
        for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do mkdir -p "low${library%/*}"; cp -L "$library" "low$library"; done
        for file in etc/word etc/gone store/old; do echo "lower $nonce" >low/$file-$nonce; done
        tar -C low -b 128 -cf low.tar .
        mkdir -p high/etc high/store
        echo "higher $nonce" >high/etc/word-$nonce
        echo "higher $nonce" >high/store/new-$nonce
        ln high/store/new-$nonce high/store/again-$nonce
        touch high/etc/.wh.gone-$nonce high/store/.wh..wh..opq
        tar -C high -cf high.tar .
        image high low.tar high.tar
        image low low.tar

        slipped="slipped $nonce"
        for attack in through hard; do echo precious >"$outside/$attack"; done
        echo "$slipped" >slipped && ln slipped linked
        tar -P -cf names.tar --transform "s,^slipped$,/../../../../../../../../../../../..$outside/names," slipped
        mkdir -p door1 door2/door && ln -s "$outside" door1/door && cp slipped door2/door/door
        tar -C door1 -cf door.tar door && tar -C door2 -rf door.tar door/door
        mkdir through1 through2 && ln -s "$outside/through" through1/word && cp slipped through2/word
        tar -C through1 -cf through.tar word && tar -C through2 -rf through.tar word
        tar -P -cf hard.tar --transform "s,.*,$outside/hard,hRS" slipped linked
        for attack in names door through hard; do image $attack low.tar $attack.tar; done
        """;
final String RUNS = """
        cd images
        for image in high low; do
          learnc run -i --network none --stage "unpack=$1" ./$image
          [ $? = 7 ] || exit
        done
        for image in names door through hard; do learnc run --network none --stage "unpack=$1" ./$image; done
        exec sleep 1000000
        """;

void check(Trial trial) {
    String nonce = trial.nonce();
    Running run = trial.start(List.of("/bin/sh", "-c", IMAGES + RUNS, "box", "{MyUnpack.java}", nonce));
    Seen high = run.program("/bin/sh", "-c", "read line; exit 7", "high-" + nonce);
    String layers = String.join(" ", high.mount("/").superOptions().stream().filter(option -> option.startsWith("lowerdir")).toList());
    boolean isOwn = layers.split("/mylayers/", -1).length == 3;
    trial.check("runs").why("Its root has to be an overlay of two directories in mylayers. What learnc said: " + run.errors().strip())
            .that(isOwn && high.file("/etc/word-" + nonce).equals("higher " + nonce + "\n"), "the file of the higher layer, in an overlay of two directories in mylayers",
                    isOwn ? "another content: \"" + high.file("/etc/word-" + nonce).strip() + "\"" : high.mount("/").type() + " " + layers).orStop();
    whiteouts(trial, run, high, nonce);
    linked(trial, run, high, nonce);
    run.type("go on");
    shared(trial, run, nonce);
    run.type("go on");
    escapes(trial, run, "/tmp/lab/outside-" + nonce);
}

void whiteouts(Trial trial, Running run, Seen high, String nonce) {
    boolean isCopied = high.fileStatus("/etc/.wh.gone-" + nonce) != null;
    trial.check("whiteout").why(isCopied ? "In the archive .wh.NAME says that NAME is deleted. Only you know that: the overlay has a sign of its own, a character device 0/0 named NAME."
            : "The overlay shows what lies below unless the layer has a character device 0/0 in its place.")
            .that(!isCopied && high.fileStatus("/etc/gone-" + nonce) == null, "etc/gone is deleted by the higher layer", isCopied ? "a file .wh.gone" : "etc/gone is still there");
    Event device = run.calls().named("mknodat").with(".wh..opq").first();
    boolean isOld = high.fileStatus("/store/old-" + nonce) != null;
    trial.check("opaque").at(run, device).why(device != null || high.fileStatus("/store/.wh..opq") != null
            ? ".wh..wh..opq is no whiteout of a file named .wh..opq: it stands for everything that lower layers have in its directory."
            : "The directory of the higher layer and the one of the lower are shown as one, unless the higher has the attribute trusted.overlay.opaque with the value y.")
            .that(!isOld && high.file("/store/new-" + nonce).equals("higher " + nonce + "\n") && high.fileStatus("/store/.wh..wh..opq") == null,
                    "in store only what the higher layer has put there", isOld ? "store/old of the lower layer" : "store/new is missing, or .wh..wh..opq is there");
}

void linked(Trial trial, Running run, Seen high, String nonce) {
    FileStatus one = high.fileStatus("/store/new-" + nonce);
    FileStatus other = high.fileStatus("/store/again-" + nonce);
    trial.check("linked").at(run, run.calls().named("openat", "linkat", "symlinkat").with("again-" + nonce).last())
            .why(other == null ? "A hard link has no content in the archive: its entry names the path of the first name." : "Two names of one file: what is written by one name is read by the other, and it takes room once.")
            .that(one != null && other != null && other.isRegularFile() && one.inode() == other.inode() && other.links() == 2, "one file with two names",
                    other == null ? "the second name is missing" : other.isRegularFile() ? "two files" : "something else than a file");
}

/// The image `low` has the lower layer alone. All that the higher one has deleted is there.
void shared(Trial trial, Running run, String nonce) {
    Seen low = run.programIfAny("/bin/sh", "-c", "read line; exit 7", "low-" + nonce);
    List<String> missing = low == null ? List.of("its program") : List.of("etc/word", "etc/gone", "store/old").stream().filter(file -> !low.file("/" + file + "-" + nonce).equals("lower " + nonce + "\n")).toList();
    Calls removed = run.calls().named("unlinkat").succeeded().with("-" + nonce);
    Decided shared = trial.check("shared").at(run, removed.first()).why("A layer belongs to every image that has it: what a higher layer deletes must only be hidden, for that image.")
            .that(missing.isEmpty(), "another image sees the lower layer as it was", "it lacks " + String.join(", ", missing));
    if (low == null) {
        shared.orStop();
    }
    Event learnc = run.calls().named("execve").with("learnc.runtime.cli.Main").first();
    long times = run.calls().after(learnc).named("openat", "openat2").succeeded().with("O_CREAT").where(call -> Calls.text(call).contains("word-" + nonce)).count();
    trial.check("once").why("Unpacked layers are read by all containers and written by none: a second copy costs time and room, for each container.")
            .equal("2 files etc/word made: one for each layer", times + " files etc/word made" + (times == 2 ? ": one for each layer" : ""));
}

/// Whether such an image is refused, or its layer unpacked inside, is left to the student.
void escapes(Trial trial, Running run, String outside) {
    if (run.awaited(event -> event.systemCall().equals("execve") && Calls.argument(event, "argv").equals("[\"sleep\", \"1000000\"]")) == null) {
        run.exitCode();
    }
    Seen host = run.first();
    boolean isNamed = host.fileStatus(outside + "/names") != null;
    boolean isLinked = host.fileStatus(outside + "/hard") == null || host.fileStatus(outside + "/hard").links() != 1;
    trial.check("names").at(run, isNamed ? made(run, "names") : isLinked ? run.calls().named("linkat").succeeded().last() : null)
            .why(isNamed ? "A name may begin with / or go up by .. as far as it likes: to the layer, its own directory has to be the top."
                    : "The first name of a hard link is a name, too: with it the container gets a file of the host, and may write into it.")
            .that(!isNamed && !isLinked, "outside nothing is made, and nothing gets a further name", isNamed ? "a file outside of the layer" : "a file outside of the layer has a name inside");
    boolean isThrough = !host.file(outside + "/through").equals("precious\n");
    boolean isBehind = host.fileStatus(outside + "/door") != null;
    trial.check("symlinks").at(run, isBehind ? made(run, "door") : isThrough ? made(run, "word") : null)
            .why(isBehind ? "The layer has made a symlink door first, and then door/door: the name looks harmless, the way leads out."
                    : "open(2) follows a symlink that has the name already, and empties the file to which it leads. Flags forbid that.")
            .that(!isBehind && !isThrough, "no file outside is made or changed", isBehind ? "a file behind a symlink, outside of the layer" : "another content of a file outside of the layer");
}

Event made(Running run, String name) {
    return run.calls().named("openat", "openat2").succeeded().with("O_CREAT").with("\"" + name + "\"").last();
}
