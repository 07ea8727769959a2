import java.util.List;

import learnc.labs.check.Calls;
import learnc.labs.check.Running;
import learnc.labs.check.Seen;
import learnc.labs.check.Trial;
import learnc.runtime.trace.Event;

/// Makes the image with the student's script, runs it as it is, and once more with a program that waits to be looked at.
final String COMMANDS = "mkdir -p /tmp/lab && cd /tmp/lab && sh \"$1\" image \"$2\" && { learnc run --network none ./image; learnc run -i --network none ./image /bin/sh -c \"read line\" $2; }";

void check(Trial trial) {
    String word = trial.nonce();
    Running run = trial.start(List.of("/bin/sh", "-c", COMMANDS, "box", "{image.sh}", word));
    Event program = run.awaited(event -> event.systemCall().equals("execve") && event.refusal() == null && Calls.argument(event, "argv").equals("[\"/bin/sh\", \"-c\", \"exit 7\"]"));
    trial.check("runs").why(why(run)).that(program != null, "the program /bin/sh -c \"exit 7\" is executed", "it never was; " + String.join("\n", run.errors().strip().lines().distinct().toList())).orStop();

    Seen container = run.program("/bin/sh", "-c", "read line", word);
    String file = container.file("/etc/word").strip();
    String environment = container.text("environ");
    run.type("go on");
    run.exitCode();
    trial.check("file").why("What is in the layer's tar archive is in the container's root.").equal(word, file);
    trial.check("environment").why("Env is part of \"config\" within the configuration, beside Cmd: what stands elsewhere nobody looks for.")
            .that(List.of(environment.split("\0")).contains("WORD=" + word), "WORD=" + word, environment.replace("\0", " ").strip());
}

String why(Running run) {
    String errors = run.errors();
    if (errors.contains("cannot be unpacked: its checksum")) {
        return "In diff_ids stands the digest of the tar archive itself, in the manifest that of the blob as it is: with compression these are two.";
    }
    if (errors.contains("manifest says") || errors.contains("digest")) {
        return "A blob's name is the digest of its bytes. One byte more, and it is another blob.";
    }
    return errors.contains("no such file")
            ? "A program needs more than itself: its loader and its libraries have to be in the image, too." : "An image is three kinds of blobs and an index; learnc says what it misses.";
}
