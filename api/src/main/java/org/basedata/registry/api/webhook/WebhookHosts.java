package org.basedata.registry.api.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.basedata.registry.core.calendar.LimitRefused;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where messages may be sent. Whoever may enter an address must not make the registry reach into its own network by it: private addresses need
 * to be let in by a setting, and where the setting names anything, nothing else is let in.
 */
@Component
final class WebhookHosts {
    private static final String SETTING = "registry.webhooks.allowed";
    private static final int LONGEST = 2_000;
    /** Of no machine on the public network, beside those that Java knows. */
    private static final List<IpAddressMatcher> NOT_PUBLIC = matchers(
            "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "fc00::/7", "64:ff9b::/96");

    private final List<String> names = new ArrayList<>();
    private final List<IpAddressMatcher> networks = new ArrayList<>();

    WebhookHosts(Environment environment) {
        for (String each : environment.getProperty(SETTING, "").split(",", -1)) {
            String entry = each.strip().toLowerCase(Locale.ROOT);
            if (entry.isEmpty()) continue;
            try {
                if (entry.matches("[0-9.]+(/[0-9]+)?") || entry.contains(":"))
                    networks.add(new IpAddressMatcher(entry));
                else names.add(entry);
            } catch (IllegalArgumentException e) {
                throw new LimitRefused("LIMIT_REFUSED: " + SETTING + " has \"" + entry
                        + "\"; hosts, domains beginning with a dot, addresses and networks such as 10.1.0.0/16 are let in"
                        + " / 应为主机名、以点开头的域名、地址或网段");
            }
        }
    }

    private static List<IpAddressMatcher> matchers(String... networks) {
        return Arrays.stream(networks).map(IpAddressMatcher::new).toList();
    }

    /** Why an address may not be sent to, in Chinese and English. */
    record Refusal(String zh, String en) {}

    /** Empty when it may be sent to, by what its name leads to now. */
    Optional<Refusal> refusal(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of(malformed());
        }
        String host = address.getHost();
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        boolean wellFormed = host != null
                && url.length() <= LONGEST
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && (plain || "https".equalsIgnoreCase(address.getScheme()));
        if (!wellFormed) return Optional.of(malformed());
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return Optional.of(new Refusal("找不到主机 " + host, "the host " + host + " is not found"));
        }
        for (InetAddress each : found) {
            if (plain && !each.isLoopbackAddress())
                return Optional.of(new Refusal("须使用 https(本机地址除外)", "https only, except to this machine itself"));
            if (!allowed(host.toLowerCase(Locale.ROOT), each))
                return Optional.of(new Refusal(
                        "不允许向该主机推送;内部网络的地址须由运维人员以 " + SETTING + " 放行",
                        "nothing is sent to that host; operators let hosts in, and all private addresses, by "
                                + SETTING));
        }
        return Optional.empty();
    }

    private static Refusal malformed() {
        return new Refusal(
                "url 应为 https 地址,至多 " + LONGEST + " 个字符,不含用户名和片段",
                "url is an https address of up to " + LONGEST + " characters, without user and fragment");
    }

    private boolean allowed(String host, InetAddress address) {
        String number = address.getHostAddress();
        if (address instanceof Inet6Address) number = number.replaceAll("%.*", "");
        for (IpAddressMatcher each : networks) if (each.matches(number)) return true;
        boolean named = names.stream().anyMatch(each -> each.startsWith(".") ? host.endsWith(each) : host.equals(each));
        // A public name that leads inside is no way in.
        if (isPrivate(address, number)) return false;
        return named || names.isEmpty() && networks.isEmpty();
    }

    private static boolean isPrivate(InetAddress address, String number) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || NOT_PUBLIC.stream().anyMatch(each -> each.matches(number));
    }
}
