package org.basedata.registry.api.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param port 0 for any free one
 */
public record Listening(InetAddress address, int port) {
    /** Where only this machine reaches it. */
    public static final String THIS_MACHINE = "127.0.0.1";

    public static Listening thisMachine(int port) {
        try {
            return of(THIS_MACHINE, port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address in digits needs nobody to look it up", e);
        }
    }

    /**
     * @param address in digits or a name; {@code 0.0.0.0} for all that the machine has
     * @throws UnknownHostException when nobody knows the name
     */
    public static Listening of(String address, int port) throws UnknownHostException {
        return new Listening(InetAddress.getByName(address), port);
    }

    public boolean isThisMachine() {
        return address.isLoopbackAddress();
    }

    /** Where whoever runs on this machine reaches it. */
    String reachedAt() {
        if (address.isAnyLocalAddress()) return THIS_MACHINE;
        String digits = address.getHostAddress();
        return digits.contains(":") ? "[" + digits + "]" : digits;
    }
}
