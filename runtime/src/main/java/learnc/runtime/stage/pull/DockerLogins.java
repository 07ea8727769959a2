package learnc.runtime.stage.pull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import learnc.runtime.json.JsonObject;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.ImageReference;

/// What `docker login` has written down: `config.json` in DOCKER_CONFIG or ~/.docker. Credential helpers, which are programs, are not asked.
final class DockerLogins {

    private static final String HUB_KEY = "https://index.docker.io/v1/";

    private DockerLogins() {
    }

    /// The credentials for a registry, or null.
    static Credentials of(Kernel host, String registry) {
        return of(host, path(), registry);
    }

    @Why(value = "Looks for a login of this registry in the file where `docker login` keeps them.", without = "Private images could not be fetched.")
    static Credentials of(Kernel host, String path, String registry) {
        if (!Folder.exists(host, path)) {
            return null;
        }
        JsonObject logins = JsonObject.of(WholeFile.bytes(host, path), path).object("auths");
        String key = registry.equals(ImageReference.DOCKER_HUB) ? HUB_KEY : registry;
        for (String name : new String[] {key, "https://" + key, "http://" + key}) {
            if (logins.has(name)) {
                return decoded(logins.object(name).text("auth"));
            }
        }
        return null;
    }

    private static Credentials decoded(String base64) {
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return text.indexOf(':') < 1 ? null : Credentials.of(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String path() {
        String folder = System.getenv("DOCKER_CONFIG");
        return (folder != null ? folder : System.getProperty("user.home") + "/.docker") + "/config.json";
    }
}
