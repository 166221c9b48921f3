package org.basedata.registry.api.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.basedata.registry.api.account.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriUtils;

/**
 * Stands before everything else, and takes what a request says of its caller from gateways only: whoever else sends such headers could be
 * anybody. Of a gateway the certificate that counts is the caller's that it passes on, never its own.
 */
final class GatewayValve extends ValveBase {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayValve.class);

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final List<String> OF_CALLERS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Real-IP");
    private static final String INSIDE = "/actuator";
    private static final String HEALTH = "/actuator/health";

    private final Protection protection;

    GatewayValve(Protection protection) {
        super(true);
        this.protection = protection;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getPeerAddr();
        boolean gateway = protection.gateways().contains(peer);
        boolean here = isThisMachine(peer);
        if (protection.gatewaysOnly() && !gateway && !here) {
            response.sendError(403);
            return;
        }
        String path = request.getDecodedRequestURI();
        boolean inside = path != null && path.startsWith(INSIDE) && !path.startsWith(HEALTH);
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        // What a gateway on this machine passes on comes from elsewhere.
        boolean ofOthers = !here || gateway && OF_CALLERS.stream().anyMatch(name -> headers.getHeader(name) != null);
        if (inside && ofOthers && !protection.monitoring().contains(peer)) {
            response.sendError(404);
            return;
        }
        if (gateway) request.setAttribute(CERTIFICATES, passedOn(headers));
        else OF_CALLERS.forEach(headers::removeHeader);
        headers.removeHeader(protection.certificateHeader());
        getNext().invoke(request, response);
    }

    private static boolean isThisMachine(String peer) {
        try {
            return InetAddress.getByName(peer).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The caller's certificate as RFC 9440 has it, or as nginx writes it; none when there is none, or several that disagree. */
    private X509Certificate[] passedOn(MimeHeaders headers) {
        Enumeration<String> values = headers.values(protection.certificateHeader());
        if (!values.hasMoreElements()) return new X509Certificate[0];
        String value = values.nextElement().strip();
        if (values.hasMoreElements() || value.isEmpty()) return new X509Certificate[0];
        try {
            return new X509Certificate[] {Certificates.read(decoded(value))};
        } catch (CertificateException | IllegalArgumentException e) {
            LOG.warn("CLIENT_CERT_MALFORMED: a gateway passed on a certificate that cannot be read");
            return new X509Certificate[0];
        }
    }

    private static byte[] decoded(String value) {
        if (value.length() > 2 && value.startsWith(":") && value.endsWith(":"))
            return Base64.getDecoder().decode(value.substring(1, value.length() - 1));
        return UriUtils.decode(value, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII);
    }
}
