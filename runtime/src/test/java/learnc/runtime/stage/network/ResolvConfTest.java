package learnc.runtime.stage.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

    @Test
    void the_hosts_servers_are_kept_without_those_that_only_the_host_can_ask() {
        assertEquals("# made by hand\nsearch example.org\nnameserver 10.0.0.53\noptions ndots:2\n", ResolvConf.forContainer("""
                # made by hand
                search example.org
                nameserver 127.0.0.53
                nameserver 10.0.0.53
                nameserver fd00::53
                options ndots:2
                """, List.of()));
    }

    @Test
    void when_no_server_is_left_two_public_ones_stand_in() {
        assertEquals("search lan\nnameserver 8.8.8.8\nnameserver 8.8.4.4\n", ResolvConf.forContainer("search lan\nnameserver 127.0.0.1\n", List.of()));
        assertEquals("nameserver 8.8.8.8\nnameserver 8.8.4.4\n", ResolvConf.forContainer("", List.of()));
    }

    @Test
    void servers_that_the_user_names_replace_the_hosts_but_not_its_other_settings() {
        assertEquals("search lan\nnameserver 9.9.9.9\nnameserver 1.1.1.1\n",
                ResolvConf.forContainer("nameserver 10.0.0.53\nsearch lan\n", List.of("9.9.9.9", "1.1.1.1")));
    }

    @Test
    void a_file_with_only_systemds_own_server_is_of_no_use() {
        assertFalse(ResolvConf.namesReachableServer("nameserver 127.0.0.53\noptions edns0\n"));
        assertTrue(ResolvConf.namesReachableServer("nameserver 10.0.0.53\n"));
    }
}
