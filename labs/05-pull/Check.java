import java.util.List;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// Makes an image by hand, and if one is asked for in which a blob was changed, a copy with another blob of the same length.
final String IMAGE = """
        mkdir -p /tmp/lab && cd /tmp/lab
        blob() { digest=$(sha256sum "$1"); digest=${digest%% *}; size=$(stat -c %s "$1"); cp "$1" "honest/blobs/sha256/$digest"; }
        mkdir -p honest/blobs/sha256 root/bin root/etc
        printf '{"imageLayoutVersion":"1.0.0"}' >honest/oci-layout
        cp /bin/sh root/bin/sh
        for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do mkdir -p "root${library%/*}"; cp -L "$library" "root$library"; done
        echo honest >root/etc/word
        tar -C root -b 128 -cf layer . ; blob layer; layer=$digest layer_size=$size
        case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
        printf '{"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh","-c","exit 7"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' $architecture $layer >configuration
        blob configuration; configuration=$digest configuration_size=$size
        printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%s}]} ' $configuration $configuration_size $layer $layer_size >manifest
        blob manifest; manifest=$digest
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' $digest $size >honest/index.json
        case $2 in changed-*) cp -r honest $2 ;; esac
        case $2 in
          changed-configuration) sed -i 's/exit 7/exit 9/' $2/blobs/sha256/$configuration ;;
          changed-manifest) sed -i 's/^/ /; s/ $//' $2/blobs/sha256/$manifest ;;
          changed-layer) printf X | dd of=$2/blobs/sha256/$layer bs=1 seek=8 conv=notrunc 2>/dev/null ;;
        esac
        """;
final String RUN = """
        exec learnc run --network none --stage "pull=$1" ./$2
        """;

/// A box for each image: what becomes of it is the exit code of learnc, and which programs were executed; no word of anybody's counts.
void check(Trial trial) {
    Running honest = run(trial, "honest");
    trial.check("runs").why("Its program ends with 7. What learnc said: " + honest.errors().strip())
            .that(honest.exitCode() == 7 && hasRun(honest), "its program runs, exit code 7", became(honest)).orStop();
    refused(trial, "manifest", "The manifest says what belongs to the image: who changes it chooses the layers.");
    refused(trial, "configuration", "The configuration says which program runs, as whom and with which variables.");
    Running changed = run(trial, "changed-layer");
    boolean isRefused = isRefused(changed);
    Event kept = kept(changed);
    trial.check("layer").at(changed, kept).why("The change has left it as long as before. And what is in the store is trusted from then on.")
            .that(isRefused && kept == null, "refused, and not kept", became(changed) + (kept == null ? "" : ", and the changed layer lies in the store under the honest one's name"));
}

void refused(Trial trial, String part, String why) {
    Running run = run(trial, "changed-" + part);
    trial.check(part).why(why).that(isRefused(run), "refused, exit code 125", became(run));
}

Running run(Trial trial, String image) {
    Running run = trial.start(List.of("/bin/sh", "-c", IMAGE + RUN, "box", "{MyPull.java}", image));
    run.exitCode();
    return run;
}

boolean isRefused(Running run) {
    return run.exitCode() == 125 && !hasRun(run);
}

String became(Running run) {
    return (hasRun(run) ? "its program ran" : "its program did not run") + ", exit code " + run.exitCode();
}

/// The program of the images, or what it was changed to.
boolean hasRun(Running run) {
    return !run.calls().named("execve").succeeded().where(call -> Calls.argument(call, "argv").matches("\\[\"/bin/sh\", \"-c\", \"exit [79]\"]")).isEmpty();
}

/// The moment in which the changed layer got the honest one's name in learnc's store.
Event kept(Running run) {
    String copied = Calls.argument(run.calls().named("execve").where(call -> Calls.argument(call, "argv").startsWith("[\"cp\", \"layer\"")).first(), "argv");
    String digest = copied.substring(copied.lastIndexOf('/') + 1, copied.length() - 2);
    return run.calls().named("openat", "openat2", "renameat2", "linkat").succeeded().with("/images/blobs/sha256/" + digest)
            .where(call -> !call.systemCall().startsWith("openat") || Calls.text(call).contains("O_CREAT")).last();
}
