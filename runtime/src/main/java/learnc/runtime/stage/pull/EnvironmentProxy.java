package learnc.runtime.stage.pull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// The proxy that HTTPS_PROXY names, as curl and Docker read it; Java itself does not. NO_PROXY lists hosts and domains that need none.
final class EnvironmentProxy extends ProxySelector {

    private final Map<String, String> environment;

    EnvironmentProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI address) {
        String proxy = value("HTTPS_PROXY");
        if (proxy.isEmpty() || Http.isLoopback(address.getHost()) || isExcepted(address.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, address(proxy)));
    }

    private static InetSocketAddress address(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 3128 : uri.getPort());
        } catch (IllegalArgumentException noAddress) {
            throw new Failure("HTTPS_PROXY is '" + Shown.shortened(proxy) + "', which is no address.\n  try: http://proxy.example.org:3128", noAddress);
        }
    }

    private boolean isExcepted(String host) {
        for (String exception : value("NO_PROXY").split(",")) {
            String domain = exception.strip();
            domain = domain.startsWith(".") ? domain.substring(1) : domain;
            if (domain.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private String value(String name) {
        String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
        return value == null ? "" : value.strip();
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // The request fails with the same reason.
    }
}
