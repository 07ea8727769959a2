import java.util.List;

import learnc.labs.check.Running;
import learnc.labs.check.Trial;

/// Makes an image by hand, and three more in each of which one blob was changed afterwards, without changing its length.
final String IMAGES = """
        mkdir -p /tmp/lab && cd /tmp/lab
        blob() { digest=$(sha256sum "$1" | cut -d' ' -f1); size=$(stat -c %s "$1"); cp "$1" "honest/blobs/sha256/$digest"; }
        mkdir -p honest/blobs/sha256 root/bin root/etc
        printf '{"imageLayoutVersion":"1.0.0"}' >honest/oci-layout
        cp /bin/sh root/bin/sh
        for library in $(ldd /bin/sh | grep -o '/[^ ]*'); do mkdir -p "root${library%/*}"; cp -L "$library" "root$library"; done
        echo honest >root/etc/word
        tar -C root -cf layer . ; blob layer; layer=$digest layer_size=$size
        case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
        printf '{"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh","-c","exit 7"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' $architecture $layer >configuration
        blob configuration; configuration=$digest configuration_size=$size
        printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%s}]} ' $configuration $configuration_size $layer $layer_size >manifest
        blob manifest; manifest=$digest
        printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s}]}' $digest $size >honest/index.json
        for part in layer configuration manifest; do cp -r honest changed-$part; done
        sed -i 's/exit 7/exit 9/' changed-configuration/blobs/sha256/$configuration
        sed -i 's/^/ /; s/ $//' changed-manifest/blobs/sha256/$manifest
        printf X | dd of=changed-layer/blobs/sha256/$layer bs=1 seek=8 conv=notrunc 2>/dev/null
        """;
final String RUNS = """
        for image in honest changed-manifest changed-configuration changed-layer; do
          learnc run --network none --stage "pull=$1" ./$image >&2
          echo "code of $image: $?"
          if [ $image = changed-layer ] && [ -e "$LEARNC_ROOT/images/blobs/sha256/$layer" ]; then echo "kept of changed-layer: yes"; fi
          rm -rf "$LEARNC_ROOT/images"
        done
        """;

void check(Trial trial) {
    Running run = trial.start(List.of("/bin/sh", "-c", IMAGES + RUNS, "box", "{MyPull.java}"));
    run.exitCode();
    trial.check("runs").why("Its program ends with 7. What learnc said: " + run.errors().strip()).equal("7", said(run, "code of honest")).orStop();
    refused(trial, run, "manifest", "The manifest says what belongs to the image: who changes it chooses the layers.");
    refused(trial, run, "configuration", "The configuration says which program runs, as whom and with which variables.");
    trial.check("layer").why("The change has left it as long as before. And what is in the store is trusted from then on.")
            .that(said(run, "code of changed-layer").equals("125") && said(run, "kept of changed-layer").isEmpty(), "refused, and not kept",
                    "exit code " + said(run, "code of changed-layer") + (said(run, "kept of changed-layer").isEmpty() ? "" : ", and the changed layer lies in the store under the honest one's name"));
}

void refused(Trial trial, Running run, String part, String why) {
    String code = said(run, "code of changed-" + part);
    trial.check(part).why(why).equal("refused, exit code 125", code.equals("125") ? "refused, exit code 125" : "its program ran, exit code " + code);
}

String said(Running run, String what) {
    return run.output().lines().filter(line -> line.startsWith(what + ": ")).map(line -> line.substring(what.length() + 2)).findFirst().orElse("");
}
