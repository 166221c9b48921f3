package org.basedata.registry.api.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.Environment;

/**
 * What stands between the network and the server, by the operator's settings.
 *
 * @param tls whether the server itself speaks it
 * @param gateways whose word about the caller is taken: address, protocol and certificate; in digits
 * @param plainHttp whether gateways on other machines may come without TLS
 * @param certificateHeader in which a gateway passes the caller's certificate on
 * @param monitoring machines besides this one that may read metrics; in digits
 */
record Protection(
        boolean tls, Set<String> gateways, boolean plainHttp, String certificateHeader, Set<String> monitoring) {
    private static final List<String> TLS =
            List.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store");

    /** @throws ListeningRefused when an address is none */
    static Protection of(Environment settings) {
        boolean tls = settings.getProperty("server.ssl.enabled", Boolean.class, true)
                && TLS.stream().anyMatch(name -> settings.getProperty(name) != null);
        return new Protection(
                tls,
                addresses(settings, "registry.gateway.addresses"),
                settings.getProperty("registry.gateway.plain-http", Boolean.class, false),
                settings.getProperty("registry.gateway.certificate-header", "Client-Cert"),
                addresses(settings, "registry.monitoring.addresses"));
    }

    /** @throws ListeningRefused when whoever is on the way could read and change what is sent */
    void check(Listening listening) {
        boolean gateway = plainHttp && !gateways.isEmpty();
        if (!listening.isThisMachine() && !tls && !gateway) throw ListeningRefused.unprotected(listening);
    }

    /** Whether only gateways, and this machine, are answered. */
    boolean gatewaysOnly() {
        return plainHttp && !tls;
    }

    private static Set<String> addresses(Environment settings, String name) {
        Set<String> addresses = new LinkedHashSet<>();
        Arrays.stream(settings.getProperty(name, "").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> addresses.add(address(name, each)));
        return addresses;
    }

    private static String address(String name, String text) {
        try {
            // Names would be somebody else's to say.
            if (text.matches("[0-9a-fA-F.:]+"))
                return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException e) {
            // Told below.
        }
        throw new ListeningRefused(
                "GATEWAY_ADDRESS: " + name + ": " + text + " 应为 IP 地址 / has to be an address in digits");
    }
}
