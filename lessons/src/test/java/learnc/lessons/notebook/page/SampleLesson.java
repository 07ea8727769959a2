package learnc.lessons.notebook.page;

import java.io.IOException;

/// A lesson with a cell of each kind, and with each kind of output.
final class SampleLesson {

    /// Three calls, as a trace has them.
    private static final String TRACE = """
            {"schema":"learnc-trace","version":1,"learnc":"1.0.0","command":["cell"],"started":"2026-11-23T20:00:00Z","kernel":"6.12.0","architecture":"amd64","cgroups":"v2"}
            {"seq":1,"ts_ns":1000,"dur_ns":900,"stage":"learnc","door":"host","pid":1,"pid_ns":1,"tid":1,"thread":"main","syscall":"openat","nr":257,"args":[{"name":"pathname","text":"\\"/proc/self/ns/uts\\""}],"ret":7,"result":"7","man":"openat(2)","src":{"class":"learnc.runtime.ContainerRun","file":"ContainerRun.java","line":30,"method":"run"}}
            {"seq":2,"ts_ns":3000,"dur_ns":1900,"stage":"learnc","door":"inside","pid":2,"pid_ns":1,"tid":2,"thread":"main","syscall":"sethostname","nr":170,"args":[{"name":"name","text":"\\"box\\""},{"name":"len","raw":3,"text":"3"}],"ret":0,"result":"0","why":"The machine gets a name of its own.","man":"sethostname(2)","src":{"class":"","file":"","line":0,"method":""}}
            {"seq":3,"ts_ns":6000,"dur_ns":700,"stage":"learnc","door":"inside","pid":2,"pid_ns":1,"tid":2,"thread":"main","syscall":"mount","nr":165,"args":[{"name":"target","text":"\\"/proc\\""}],"ret":-2,"result":"-1 EPERM (Operation not permitted)","errno":"EPERM","meaning":"Operation not permitted","man":"mount(2)","src":{"class":"","file":"","line":0,"method":""}}
            {"end":3}
            """;
    private static final String PICTURE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60"><rect x="2" y="10" width="90" height="40" rx="6" fill="none" stroke="#1f5a86"/>\
            <text x="20" y="35" font-size="14">host</text><path d="M92 30h110" stroke="#1f5a86"/><rect x="204" y="10" width="90" height="40" rx="6" fill="none" stroke="#2f6b3d"/>\
            <text x="230" y="35" font-size="14">box</text></svg>""";
    static final String WIDE = "var byStep = new TreeMap<String, Integer>();\nfor (String line : read(file).split(\"\\n\")) byStep.merge(line, 1, Integer::sum);\nbyStep.size() // => 4";

    private SampleLesson() {
    }

    static FakeNotebook serve() throws IOException {
        return new FakeNotebook()
                .question("guess", "Does the host's own name change when the new process renames its machine?", "yes", "no", "only until it ends")
                .with("rename", "java", "var init = newInit();\ninit.sethostname(\"box\");\nread(init, \"/proc/sys/kernel/hostname\").strip() // => \"box\"",
                        "[{'kind':'value','name':'init','mime':'text/plain','content':'puppet 4711, process 1 of its own PID namespace'},{'kind':'value','name':null,'mime':'text/plain','content':'box'},"
                                + "{'kind':'promise','expected':'box','got':'box','kept':true,'from':102,'to':110}]")
                .with("table", "java", "namespaces(init).since(namespaces(host))",
                        "[{'kind':'value','name':null,'mime':'text/html','content':'<table><thead><tr><th></th><th>kind</th><th>inode</th><th>owner</th></tr></thead><tbody><tr class=removed><td>-</td><td>uts</td><td>4026531838</td><td>root</td></tr>"
                                + "<tr class=added><td>+</td><td>uts</td><td>4026532611</td><td>root</td></tr><tr class=added><td>+</td><td>pid</td><td>4026532613</td><td>root</td></tr></tbody></table>'}]")
                .with("prints", "java", "System.out.println(\"hello\");\nSystem.err.println(\"careful\");",
                        "[{'kind':'text','stream':'out','text':'hello\\n'},{'kind':'text','stream':'err','text':'careful\\n'}]")
                .with("setup", "locked", "var before = trace().size();", "[{'kind':'value','name':'before','mime':'text/plain','content':'17'}]")
                .with("trace", "java", "traced(() -> init.sethostname(\"box\"))",
                        "[{'kind':'value','name':null,'mime':'application/vnd.learnc.trace+jsonl','content':" + quoted(TRACE) + "}]")
                .with("broken", "java", WIDE, "[{'kind':'promise','expected':'4','got':'5','kept':false,'from':125,'to':137}]")
                .with("fails", "java", "int number = \"three\";\nhost.getpid()",
                        "[{'kind':'trouble','message':'incompatible types: java.lang.String cannot be converted to int','from':13,'to':20,'code':'compiler.err.prob.found.req','cellLine':1,'frames':[]}]")
                .with("throws", "java", "host.openat(AT_FDCWD, \"/nowhere\", O_RDONLY, 0)",
                        "[{'kind':'trouble','message':'KernelRefusal: openat said ENOENT (No such file or directory)\\n  likely cause: there is no /nowhere','from':0,'to':45,'code':'','cellLine':1,'frames':['Kernel.openat (Kernel.java:120)','#9:1']}]")
                .with("picture", "java", "topology()",
                        "[{'kind':'value','name':null,'mime':'image/svg+xml','content':" + quoted(PICTURE) + "}]")
                .with("shell", "shell", "hostname", "[{'kind':'text','stream':'out','text':'sandbox\\n'}]")
                .with("checks", "check", "check(read(init, \"/proc/sys/kernel/hostname\").strip().equals(\"mine\"));", "[{'kind':'trouble','message':'Not yet: the init is still called box.','from':-1,'to':-1,'code':'','cellLine':0,'frames':[]}]")
                .with("loop", "java", "for (;;) { try { Thread.sleep(1); } catch (Throwable t) { } }", "[]")
                .with("gentle", "java", "for (;;) Thread.onSpinWait();", "[]");
    }

    /// As a string of JSON whose own quotes are ' for now.
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "'";
    }
}
