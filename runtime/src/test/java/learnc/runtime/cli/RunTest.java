package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits.DeviceRate;
import learnc.runtime.spec.Limits.Direction;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.NetworkRequest.Port;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {

    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @Test
    void options_end_at_the_image_and_the_rest_is_the_command_word_for_word() {
        ContainerRequest request = request("--rm", "alpine", "ls", "-l", "--name", "x", "@file", "a b", "", "--", "-it");
        assertEquals("alpine", request.image());
        assertEquals(List.of("ls", "-l", "--name", "x", "@file", "a b", "", "--", "-it"), request.arguments());
    }

    @Test
    void what_is_not_said_is_the_images_or_dockers_default() {
        ContainerRequest request = request("alpine");
        assertEquals(List.of(), request.arguments());
        assertNull(request.entrypoint());
        assertNull(request.workingDirectory());
        assertNull(request.user());
        assertNull(request.userMapping());
        assertEquals("0123456789ab", request.hostnameInside());
        assertEquals(new Terminal(false, false), request.terminal());
        assertEquals(new Rights(List.of(), List.of(), false), request.rights());
        assertEquals(Mode.BRIDGE, request.network().mode());
        assertTrue(request.name().matches("[a-z]+_[a-z]+_89"), request.name());
    }

    @Test
    void short_options_can_stand_together_and_values_can_be_attached() {
        ContainerRequest request = request("-itm64m", "-p8080:80", "--cpus=0.5", "-u", "1:2", "-w/tmp", "alpine");
        assertEquals(new Terminal(true, true), request.terminal());
        assertEquals(64L << 20, request.limits().memoryBytes());
        assertEquals(0.5, request.limits().cpus());
        assertEquals("1:2", request.user());
        assertEquals("/tmp", request.workingDirectory());
        assertEquals(List.of(new Port("0.0.0.0", 8080, 80, false)), request.network().ports());
    }

    @Test
    void an_option_of_one_value_can_be_said_again_and_the_last_one_counts() {
        assertEquals("two", request("--name", "one", "--name", "two", "alpine").name());
    }

    @Test
    void with_the_hosts_network_comes_the_hosts_name() throws IOException {
        String hosts = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        assertEquals(hosts, request("--network", "host", "alpine").hostnameInside());
        assertEquals("box", request("--network", "host", "--hostname", "box", "alpine").hostnameInside());
        ContainerRequest own = request("--network", "none", "alpine");
        assertEquals(own.shortId(), own.hostnameInside());
    }

    @Test
    void the_user_namespace_has_a_usual_range_and_never_takes_the_image_for_one() {
        assertEquals(new UserMapping(100_000, 65_536), request("--userns", "alpine").userMapping());
        assertEquals(new UserMapping(5, 10), request("--userns=5:10", "alpine").userMapping());
        assertEquals("alpine", request("--userns", "alpine", "1:1").image());
    }

    @Test
    void a_variable_without_a_value_is_taken_from_here_and_files_come_first(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("env"), "# comment\nA=1\n\n  B=two words # no comment\nPATH\n");
        List<String> environment = request("-e", "A=2=3", "--env-file", file.toString(), "-e", "PATH", "-e", "LEARNC_NO_SUCH", "alpine").environment();
        String path = "PATH=" + System.getenv("PATH");
        assertEquals(List.of("A=1", "B=two words # no comment", path, "A=2=3", path, "LEARNC_NO_SUCH"), environment);
    }

    @Test
    void volumes_are_binds_and_memory_and_a_relative_path_must_look_like_one() {
        assertEquals(List.of(new Volume.Bind("/a", "/b", false), new Volume.Bind(Path.of("x").toAbsolutePath().toString(), "/c", true),
                new Volume.Tmpfs("/t", "size=1m,mode=700"), new Volume.Tmpfs("/u", "")),
                request("-v", "/a:/b:rw", "--tmpfs", "/t:size=1m,mode=700", "-v", "./x:/c:ro", "--tmpfs=/u", "alpine").volumes());
    }

    @Test
    void ports_have_dockers_grammar() {
        assertEquals(List.of(new Port("0.0.0.0", 0, 80, false)), ports("80"));
        assertEquals(List.of(new Port("127.0.0.1", 8080, 80, true)), ports("127.0.0.1:8080:80/udp"));
        assertEquals(List.of(new Port("127.0.0.1", 0, 80, false)), ports("127.0.0.1::80/tcp"));
        assertEquals(List.of(new Port("0.0.0.0", 8000, 90, false), new Port("0.0.0.0", 8001, 91, false)), ports("8000-8001:90-91"));
        assertEquals(List.of(new Port("0.0.0.0", 0, 90, false), new Port("0.0.0.0", 0, 91, false)), ports("90-91"));
    }

    @Test
    void limits_of_devices_say_what_of_which_and_how_much() {
        assertEquals(List.of(new DeviceRate(Direction.READ_BYTES, "/dev/sda", 1 << 20), new DeviceRate(Direction.WRITE_OPERATIONS, "/dev/sdb", 100)),
                request("--device-write-iops", "/dev/sdb:100", "--device-read-bps", "/dev/sda:1m", "alpine").limits().rates());
    }

    @Test
    void rights_are_named_as_linux_or_docker_names_them() {
        assertEquals(new Rights(List.of("CAP_NET_ADMIN", "ALL"), List.of("CAP_CHOWN"), false),
                request("--cap-add", "net_admin", "--cap-add=all", "--cap-drop", "CAP_CHOWN", "--security-opt", "no-new-privileges", "alpine").rights());
        assertTrue(request("--security-opt=no-new-privileges=false", "alpine").rights().canGainPrivileges());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --memory=64x                      | --memory: '64x' is no size
            --memory=1k                       | --memory: '1k' is too little memory
            --cpus=none                       | --cpus: 'none' is no number
            --pids-limit=1.5                  | --pids-limit: '1.5' is no whole number
            --blkio-weight=5000               | --blkio-weight: '5000' is no weight
            --device-read-bps=/dev/sda        | --device-read-bps: '/dev/sda' is not of the form
            -p 80:99999                       | --publish: '80:99999': '99999' is no port
            -p 80-90:80                       | --publish: '80-90:80': the two ranges have different lengths
            -p 1.2.3.400:80:80                | --publish: '1.2.3.400' is no IPv4 address
            -p 80:80/sctp                     | --publish: 'sctp' is neither tcp nor udp
            -p :80                            | --publish: ':80': '' is no port
            -p 90-80                          | --publish: '90-80': the range 90-80 ends before it begins
            --network=container:x             | --network: 'container:x' is none of none, host, bridge
            --network none -p 80:80           | --publish: with --network none there is no way in
            --network host -p 80:80           | --publish: with --network host every port
            --dns=localhost                   | --dns: 'localhost' is no IPv4 address
            -v data:/data                     | --volume: 'data' would be a named volume
            -v /data                          | --volume: '/data' is not of the form HOST:/INSIDE
            -v /data:inside                   | --volume: '/data:inside' is not of the form
            -v /a:/b:rx                       | --volume: 'rx' is neither ro nor rw
            --tmpfs=t                         | --tmpfs: 't' is not of the form
            --userns=1                        | --userns: '1' is not of the form FIRST:COUNT
            --userns=1:0                      | --userns: '1:0' is not of the form FIRST:COUNT
            --cap-add=FLY                     | --cap-add: 'FLY' is no capability
            --security-opt=seccomp=x          | --security-opt: 'seccomp=x' is not known here
            --name=-x                         | --name: '-x' is no name
            -e =x                             | --env: '=x' names no variable
            --env-file=/no/such               | --env-file: cannot read '/no/such'
            """)
    void what_makes_no_sense_is_a_usage_error_that_names_the_option(String options, String message) {
        String[] words = (options.strip() + " alpine").split(" ");
        Failure failure = assertThrows(Failure.class, () -> request(words));
        assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
        assertEquals(2, failure.exitCode());
    }

    private static List<Port> ports(String text) {
        return request("-p", text, "alpine").network().ports();
    }

    private static ContainerRequest request(String... words) {
        Run run = new Run();
        CommandLines.of(run).parseArgs(words);
        return run.request(ID);
    }
}
