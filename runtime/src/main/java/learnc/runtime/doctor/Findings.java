package learnc.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import learnc.runtime.doctor.Finding.Verdict;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.netlink.NetlinkRefusal;
import learnc.runtime.spec.Failure;

/// Collects findings. A proof is code that does the thing and says in a few words what it saw; if it is refused, that is the finding.
final class Findings {

    private static final String TRY = "try: ";

    private final List<Finding> findings = new ArrayList<>();

    List<Finding> all() {
        return findings;
    }

    /// Something that `learnc run` needs.
    void need(String subject, Supplier<String> proof) {
        prove(subject, Verdict.FAILS, proof);
    }

    /// Something that only few runs need.
    void wish(String subject, Supplier<String> proof) {
        prove(subject, Verdict.NOTE, proof);
    }

    void works(String subject, String detail) {
        findings.add(new Finding(subject, Verdict.WORKS, detail, ""));
    }

    void note(String subject, String detail, String remedy) {
        findings.add(new Finding(subject, Verdict.NOTE, detail, remedy));
    }

    void fails(String subject, String detail, String remedy) {
        findings.add(new Finding(subject, Verdict.FAILS, detail, remedy));
    }

    private void prove(String subject, Verdict otherwise, Supplier<String> proof) {
        try {
            works(subject, proof.get());
        } catch (Unprovable unprovable) {
            note(subject, unprovable.getMessage(), unprovable.remedy());
        } catch (KernelRefusal refusal) {
            findings.add(new Finding(subject, otherwise, inWords(refusal), refusal.expected() == null ? "" : refusal.expected().remedy()));
        } catch (Failure | NetlinkRefusal | InitDied failure) {
            findings.add(new Finding(subject, otherwise, before(failure.getMessage()), after(failure.getMessage())));
        }
    }

    private static String inWords(KernelRefusal refusal) {
        String words = refusal.call().systemCall().manualName() + ": " + refusal.errno().name() + " (" + refusal.errno().meaning() + ")";
        return refusal.expected() == null ? words : words + ": " + refusal.expected().because();
    }

    private static String before(String message) {
        int remedy = message.lastIndexOf(TRY);
        return (remedy < 0 ? message : message.substring(0, remedy)).strip().replaceAll("\\s*\n\\s*", "; ");
    }

    private static String after(String message) {
        int remedy = message.lastIndexOf(TRY);
        return remedy < 0 ? "" : message.substring(remedy + TRY.length()).strip().replaceAll("\\s*\n\\s*", "; ");
    }
}
